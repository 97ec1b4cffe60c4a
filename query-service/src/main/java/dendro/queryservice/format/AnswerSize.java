package dendro.queryservice.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large an answer will be, before the first byte of it is sent: afterwards there is no refusing it. Most answers are
 * seen to be small enough from the lengths of their texts; the others are written once into nothing.
 */
final class AnswerSize {

    private static final int PLAIN = 48;
    private static final int HEAD = 1 << 16;

    /** A character may be written as a Unicode escape. */
    private static final int WIDEST = 6;

    private AnswerSize() {}

    static boolean isAtMost(long limit, AnswerText text, Format.Choice choice) throws IOException {
        return surelyAtMost(limit, text.answer().rows()) || written(limit, text, choice);
    }

    private static boolean surelyAtMost(long limit, List<List<Object>> rows) {
        long most = HEAD;
        for (List<Object> row : rows) {
            most += most(row);
            if (most > limit) {
                return false;
            }
        }
        return true;
    }

    private static long most(@Nullable Object value) {
        if (value instanceof Collection<?> values) {
            long sum = PLAIN;
            for (Object each : values) {
                sum += most(each);
            }
            return sum;
        }
        if (value instanceof Map<?, ?> map) {
            return most(map.keySet()) + most(map.values());
        }
        if (value instanceof byte[] bytes) {
            return PLAIN + 2L * bytes.length;
        }
        return value instanceof Long || value instanceof Double || value == null
                ? PLAIN
                : PLAIN + (long) WIDEST * value.toString().length();
    }

    private static boolean written(long limit, AnswerText text, Format.Choice choice) throws IOException {
        try {
            text.write(choice, new Counting(limit));
            return true;
        } catch (Counting.Full e) {
            return false;
        }
    }

    private static final class Counting extends OutputStream {

        private static final class Full extends IOException {
            private static final long serialVersionUID = 1L;
        }

        private long left;

        Counting(long limit) {
            this.left = limit;
        }

        @Override
        public void write(int one) throws IOException {
            take(1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            take(length);
        }

        private void take(int length) throws Full {
            left -= length;
            if (left < 0) {
                throw new Full();
            }
        }
    }
}
