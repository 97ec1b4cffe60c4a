package dendro.trainer.product;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How many digits the decimals of a column need, before and after the point.
 *
 * @param whole before it
 * @param fraction after it
 */
record DecimalRange(int whole, int fraction) implements Serializable {

    static DecimalRange none() {
        return new DecimalRange(0, 0);
    }

    DecimalRange with(BigDecimal value) {
        return with(new DecimalRange(Math.max(0, value.precision() - value.scale()), Math.max(0, value.scale())));
    }

    DecimalRange with(DecimalRange other) {
        return new DecimalRange(Math.max(whole, other.whole), Math.max(fraction, other.fraction));
    }
}
