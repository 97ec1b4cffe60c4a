package dendro.procedure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** {@code (interest principal yearly-rate days)}. */
public final class Interest implements Procedure {

    private static final BigDecimal DAYS_OF_A_YEAR = BigDecimal.valueOf(365);
    private static final int DECIMALS = 2;
    private static final long MOST_DAYS = 36_500;
    private static final BigDecimal HIGHEST_RATE = BigDecimal.valueOf(100);

    @Override
    public String name() {
        return "interest";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("principal", Parameter.Type.DECIMAL, "the sum that is owed, in any unit"),
                new Parameter("yearly-rate", Parameter.Type.DECIMAL, "0.08 for eight in the hundred; from 0 to 100"),
                new Parameter("days", Parameter.Type.WHOLE, "how long it is owed; from 0 to " + MOST_DAYS));
    }

    @Override
    public String documentation() {
        return "Compound interest, added to the principal once a day at a 365th of the yearly rate:"
                + " principal * ((1 + yearly-rate / 365) ^ days - 1). Reckoned with 34 digits and rounded to two"
                + " decimals, halves to the even neighbour; a decimal (M) in the unit of the principal.";
    }

    @Override
    public String example() {
        return "[(interest 1000M 0.08M 30) ?interest]";
    }

    @Override
    public Nature nature() {
        return Nature.PURE;
    }

    @Override
    public Object call(List<Object> arguments) {
        BigDecimal principal = (BigDecimal) arguments.get(0);
        BigDecimal rate = (BigDecimal) arguments.get(1);
        long days = (Long) arguments.get(2);
        if (Math.max(principal.precision(), Math.abs((long) principal.scale()))
                > MathContext.DECIMAL128.getPrecision()) {
            throw new IllegalArgumentException("principal has more than 34 digits");
        }
        if (rate.signum() < 0 || rate.compareTo(HIGHEST_RATE) > 0) {
            throw new IllegalArgumentException("yearly-rate must be from 0 to " + HIGHEST_RATE);
        }
        if (days < 0 || days > MOST_DAYS) {
            throw new IllegalArgumentException("days must be from 0 to " + MOST_DAYS);
        }
        MathContext exactly = MathContext.DECIMAL128;
        BigDecimal daily = BigDecimal.ONE.add(rate.divide(DAYS_OF_A_YEAR, exactly), exactly);
        BigDecimal growth = daily.pow((int) days, exactly).subtract(BigDecimal.ONE, exactly);
        return principal.multiply(growth, exactly).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }
}
