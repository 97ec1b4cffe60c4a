package dendro.savedqueries.statistics;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** Whole numbers from 0 on in as few bytes as they need, seven bits in each, the lowest first. */
final class Varints {

    private static final int BITS = 7;
    private static final int MORE = 0x80;

    private Varints() {}

    static void write(ByteArrayOutputStream out, long number) {
        long left = number;
        while ((left & -MORE) != 0) {
            out.write((int) (left & (MORE - 1)) | MORE);
            left >>>= BITS;
        }
        out.write((int) left);
    }

    static long read(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; ; shift += BITS) {
            byte next = in.get();
            number |= (long) (next & (MORE - 1)) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    static void write(ByteArrayOutputStream out, OptionalLong number) {
        write(out, number.isPresent() ? Math.max(0, number.getAsLong()) + 1 : 0);
    }
}
