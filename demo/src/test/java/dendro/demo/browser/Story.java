package dendro.demo.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A test class whose tests take {@link People}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Story.Players.class)
@interface Story {

    /** Brings people for a test, and sends them home after it. */
    final class Players implements ParameterResolver, AfterEachCallback {

        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Players.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == People.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(NAMESPACE)
                    .computeIfAbsent(People.class, key -> new People(Stage.shared()), People.class);
        }

        @Override
        public void afterEach(ExtensionContext context) {
            People people = context.getStore(NAMESPACE).remove(People.class, People.class);
            if (people != null) {
                people.goHome(
                        context.getRequiredTestClass().getSimpleName() + "."
                                + context.getRequiredTestMethod().getName(),
                        context.getExecutionException().isPresent());
            }
        }
    }
}
