package dendro.asof;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of a call's result. What is nil or of a shape that the binding does not take is left to the peer. */
sealed interface Result {

    /** Binds or tests the result and goes on, once for each way that it can be taken. */
    void take(Frame frame, @Nullable Object result, Step next);

    /** Whether a result can be taken without the peer. */
    boolean fits(@Nullable Object result);

    /** No binding: goes on if the result is neither nil nor false. */
    record Test() implements Result {
        @Override
        public void take(Frame frame, @Nullable Object result, Step next) {
            if (result != null && !Boolean.FALSE.equals(result)) {
                next.run(frame);
            }
        }

        @Override
        public boolean fits(@Nullable Object result) {
            return true;
        }
    }

    /**
     * {@code ?x}.
     *
     * @param term to which the result is bound
     */
    record Scalar(Term term) implements Result {
        @Override
        public void take(Frame frame, @Nullable Object result, Step next) {
            if (term.meets(frame, present(result))) {
                next.run(frame);
            }
        }

        @Override
        public boolean fits(@Nullable Object result) {
            return result != null;
        }
    }

    /**
     * {@code [?x ?y]}.
     *
     * @param terms by position
     */
    record Tuple(List<Term> terms) implements Result {
        @Override
        public void take(Frame frame, @Nullable Object result, Step next) {
            if (!(result instanceof List<?> items) || items.size() < terms.size()) {
                throw new LeftToPeer();
            }
            for (int index = 0; index < terms.size(); index++) {
                if (!terms.get(index).meets(frame, present(items.get(index)))) {
                    return;
                }
            }
            next.run(frame);
        }

        @Override
        public boolean fits(@Nullable Object result) {
            return result instanceof List<?> items
                    && items.size() >= terms.size()
                    && items.subList(0, terms.size()).stream().allMatch(Objects::nonNull);
        }
    }

    /**
     * {@code [?x ...]} and {@code [[?x ?y]]}.
     *
     * @param each how one item is bound
     */
    record Each(Result each) implements Result {
        @Override
        public void take(Frame frame, @Nullable Object result, Step next) {
            if (!(result instanceof Collection<?> items) || result instanceof Map) {
                throw new LeftToPeer();
            }
            for (Object item : items) {
                each.take(frame, present(item), next);
            }
        }

        @Override
        public boolean fits(@Nullable Object result) {
            return result instanceof Collection<?> items
                    && !(result instanceof Map)
                    && items.stream().allMatch(each::fits);
        }
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new LeftToPeer();
        }
        return value;
    }
}
