package dendro.query;

import static org.assertj.core.api.Assertions.assertThat;

import clojure.lang.BigInt;
import clojure.lang.Keyword;
import clojure.lang.PersistentVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Date;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RowOrderTest {

    private final RowOrder order = new RowOrder();

    @Property(tries = 2000)
    void order_isAntisymmetricAndTransitive(
            @ForAll("values") Object a, @ForAll("values") Object b, @ForAll("values") Object c) {
        int ab = order.compare(List.of(a), List.of(b));
        int bc = order.compare(List.of(b), List.of(c));
        int ac = order.compare(List.of(a), List.of(c));

        assertThat(Integer.signum(order.compare(List.of(b), List.of(a)))).isEqualTo(-Integer.signum(ab));
        if (ab <= 0 && bc <= 0) {
            assertThat(ac).isLessThanOrEqualTo(0);
        }
        if (ab == 0 && bc == 0) {
            assertThat(ac).isZero();
        }
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.longs().between(-3, 3).map(Object.class::cast),
                Arbitraries.of(Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1, 1L << 53),
                Arbitraries.of(
                        0.0,
                        -0.0,
                        1.0,
                        0.5,
                        (double) (1L << 53),
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.MIN_VALUE),
                Arbitraries.of(
                        new BigDecimal("1.0"),
                        new BigDecimal("1.00"),
                        new BigDecimal("9007199254740992.5"),
                        BigInteger.TWO,
                        BigInt.fromLong(3)),
                Arbitraries.of("", "a", "b", true, false, Keyword.intern("a"), new Date(0), new Date(1)));
        return Arbitraries.oneOf(scalars, scalars.list().ofMaxSize(2).map(PersistentVector::create));
    }
}
