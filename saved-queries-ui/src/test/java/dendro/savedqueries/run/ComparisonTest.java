package dendro.savedqueries.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

    @Test
    void orderIsOfNoAccountButRepetitionIs() throws Exception {
        Comparison comparison = Comparison.of(
                rows("[[1,\"a\"],[2,\"b\"],[1,\"a\"],[3,\"c\"]]"),
                rows("[[3,\"c\"],[1,\"a\"],[4,\"d\"],[3,\"c\"]]"),
                10);

        assertThat(comparison.onlyInA()).containsExactlyInAnyOrderElementsOf(rows("[[1,\"a\"],[2,\"b\"]]"));
        assertThat(comparison.onlyInB()).containsExactlyElementsOf(rows("[[4,\"d\"],[3,\"c\"]]"));
        assertThat(comparison.inBoth()).isEqualTo(2);
        assertThat(comparison.truncated()).isFalse();
    }

    @Test
    void moreThanIsToldIsCutOnEitherSide() throws Exception {
        assertThat(Comparison.of(rows("[[1],[2],[3]]"), rows("[]"), 2))
                .isEqualTo(new Comparison(rows("[[1],[2]]"), List.of(), 0, true));
        assertThat(Comparison.of(rows("[]"), rows("[[1],[2],[3]]"), 2))
                .isEqualTo(new Comparison(List.of(), rows("[[1],[2]]"), 0, true));
    }

    private static List<JsonNode> rows(String json) throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        new ObjectMapper().readTree(json).forEach(rows::add);
        return rows;
    }
}
