package dendro.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.consistency.Consistency;
import dendro.demo.scores.Tally;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void summary_hasTheFiguresOfARunAndNothingElse() throws Exception {
        // Given
        JsonNode training = new ObjectMapper().readTree("""
                        {"model": "purchase-risk", "training-rows": 18210, "shards": 16, "auc": 0.82,
                         "auc-of-todays-values": 0.71, "versions": {"spark": "4.1.0"}}""");

        // When
        JsonNode summary = new Summary(
                        503,
                        new Tally(),
                        training,
                        new Consistency(
                                new Consistency.Rows(500, 0, 1, 1, 0, 0, 0, 0),
                                Map.of("amount", new Consistency.Values(7_000, 0, 0, 0)),
                                List.of("pur-1 differs")),
                        Map.of("world", 12.5),
                        Versions.of("/m2/kafka-clients-4.4.0.jar:/x/classes", training.path("versions")))
                .json();

        // Then
        assertThat(new ObjectMapper().readTree(summary.toString())).isEqualTo(new ObjectMapper().readTree("""
                                {"purchases-sent": 503, "purchases-scored": 0, "distinct-ids": 0, "dead-letters": 0,
                                 "training-rows": 18210, "shards": 16, "auc": 0.82, "auc-of-todays-values": 0.71,
                                 "consistency": {"compared": 7000, "mismatching": 1, "missing": 0, "extra": 0},
                                 "seconds": {"world": 12.5}, "versions": {"spark": "4.1.0", "kafka": "4.4.0"}}"""));
    }
}
