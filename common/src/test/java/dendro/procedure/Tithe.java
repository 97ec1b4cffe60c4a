package dendro.procedure;

import java.math.BigDecimal;
import java.util.List;

/** The procedure that the page on procedures adds. */
public final class Tithe implements Procedure {

    @Override
    public String name() {
        return "tithe";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("amount", Parameter.Type.DECIMAL, "in any unit"));
    }

    @Override
    public String documentation() {
        return "A tenth of the amount, in its unit.";
    }

    @Override
    public String example() {
        return "[(tithe ?amount) ?tenth]";
    }

    @Override
    public Nature nature() {
        return Nature.PURE;
    }

    @Override
    public Object call(List<Object> arguments) {
        return ((BigDecimal) arguments.get(0)).movePointLeft(1);
    }
}
