package dendro.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeatureDigestTest {

    private static final List<Column> COLUMNS =
            List.of(new Column("city", ColumnType.TEXT), new Column("job", ColumnType.TEXT));

    @Test
    void digest_isTheSameForEver() {
        assertThat(digest(COLUMNS, "Richmond", "Philosopher"))
                .isEqualTo("369031e1b00f7e40ab0aced92883f7e7a64371575d76e1adb675879d65ff5330");
    }

    @Test
    void textsThatRunTogetherToTheSame_differ() {
        assertThat(digest(COLUMNS, "ab", "c")).isNotEqualTo(digest(COLUMNS, "a", "bc"));
    }

    @Test
    void missing_differsFromEmpty() {
        assertThat(digest(COLUMNS, "", "c")).isNotEqualTo(digest(COLUMNS, null, "c"));
    }

    @Test
    void namesAndTypes_belongToTheDigest() {
        List<Column> renamed = List.of(new Column("town", ColumnType.TEXT), COLUMNS.get(1));
        List<Column> retyped = List.of(new Column("city", ColumnType.KEYWORD), COLUMNS.get(1));
        assertThat(digest(COLUMNS, ":a", "b"))
                .isNotEqualTo(digest(renamed, ":a", "b"))
                .isNotEqualTo(digest(retyped, ":a", "b"));
    }

    @Test
    void rowOfAnotherWidth_isRefused() {
        assertThatThrownBy(() -> digest(COLUMNS, "a")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String digest(List<Column> columns, @Nullable Object... values) {
        return FeatureDigest.of(columns, FeatureValues.of(Arrays.asList(values)));
    }
}
