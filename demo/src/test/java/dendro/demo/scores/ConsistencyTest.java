package dendro.demo.scores;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsistencyTest {

    private static final List<Column> COLUMNS =
            List.of(new Column("amount", ColumnType.LONG), new Column("city", ColumnType.TEXT));
    private static final EntityAt PURCHASE = new EntityAt("pur-108", Instant.parse("2025-11-15T13:37:42.108Z"));

    @Test
    void equalRows_haveNothingWrong() {
        assertThat(compared(row(133_700L, "São Paulo"), row(133_700L, "São Paulo")))
                .isEqualTo(new Consistency(2, 0, 0, 0));
    }

    @Test
    void columnMissingOnBothSides_isEqual() {
        assertThat(compared(row(133_700L, null), row(133_700L, null))).isEqualTo(new Consistency(2, 0, 0, 0));
    }

    @Test
    void otherValue_isMismatching() {
        assertThat(compared(row(133_700L, "Richmond"), row(133_700L, "São Paulo")))
                .isEqualTo(new Consistency(2, 1, 0, 0));
    }

    @Test
    void valueThatScoringLacked_isMissing() {
        assertThat(compared(row(null, "São Paulo"), row(133_700L, "São Paulo"))).isEqualTo(new Consistency(2, 0, 1, 0));
    }

    @Test
    void purchaseThatTrainingLacks_isExtra() {
        assertThat(Consistency.of(COLUMNS, Map.of(PURCHASE, row(1L, "Recife")), Map.of()))
                .isEqualTo(new Consistency(2, 0, 0, 2));
    }

    @Test
    void purchaseAtAnotherMoment_isNotTheSame() {
        EntityAt later = new EntityAt(PURCHASE.id(), PURCHASE.timestamp().plusMillis(1));

        assertThat(Consistency.of(COLUMNS, Map.of(PURCHASE, row(1L, "Recife")), Map.of(later, row(1L, "Recife"))))
                .isEqualTo(new Consistency(2, 0, 0, 2));
    }

    private static Consistency compared(FeatureValues scored, FeatureValues replayed) {
        return Consistency.of(COLUMNS, Map.of(PURCHASE, scored), Map.of(PURCHASE, replayed));
    }

    private static FeatureValues row(@Nullable Object... values) {
        return FeatureValues.of(Arrays.asList(values));
    }
}
