package dendro.asof;

import clojure.lang.ArraySeq;
import clojure.lang.IFn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code [(f ?x 1) binding]}: a function, the very one that the peer would call.
 *
 * @param arguments in order
 * @param result what becomes of it
 */
record Call(IFn function, List<Term.Known> arguments, Result result, Step next) implements Step {

    @Override
    public void run(Frame frame) {
        result.take(frame, invoke(frame), next);
    }

    private @Nullable Object invoke(Frame frame) {
        try {
            return switch (arguments.size()) {
                case 1 -> function.invoke(arguments.get(0).value(frame));
                case 2 ->
                    function.invoke(
                            arguments.get(0).value(frame), arguments.get(1).value(frame));
                default -> function.applyTo(ArraySeq.create(values(frame)));
            };
        } catch (Exception | StackOverflowError e) {
            // Functions of Clojure throw checked exceptions undeclared; what they mean is the peer's to say.
            throw new LeftToPeer();
        }
    }

    private Object[] values(Frame frame) {
        Object[] values = new Object[arguments.size()];
        for (int index = 0; index < values.length; index++) {
            values[index] = arguments.get(index).value(frame);
        }
        return values;
    }
}
