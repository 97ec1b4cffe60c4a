package dendro.queryservice.caller;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which roles an endpoint serves, beside {@link Role#ADMIN}, who is served by all; without it, no other is. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Allowed {

    /** Any one of these suffices. */
    Role[] value();
}
