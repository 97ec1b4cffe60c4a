package dendro.savedqueries.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.savedqueries.Page;
import dendro.savedqueries.World;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the page's form writes for columns that may be empty, asked of the query-service. */
class OptionalColumnTest {

    private static final Page ROOT = World.shared().page("root");

    @Test
    void rowWhoseAttributeIsMissing_isThereAndEmpty() throws Exception {
        JsonNode answer =
                answer("[:find ?id ?email :keys id email :in $customers :where [$customers ?customer :customer/id ?id]"
                        + " [(get-else $customers ?customer :customer/email \\\"\\\") ?email]]");

        assertThat(answer.path("rows"))
                .containsExactlyInAnyOrderElementsOf(
                        Page.JSON.readTree("[[\"cus-ilex\", \"\"], [\"cus-quercus\", \"quercus@forest.example\"]]"));
    }

    @Test
    void everyColumnOptional_entitiesAreFoundByTheirUniqueAttribute() throws Exception {
        JsonNode answer = answer("[:find ?email :keys email :in $customers :where [$customers ?customer :customer/id]"
                + " [(get-else $customers ?customer :customer/email \\\"\\\") ?email]]");

        assertThat(answer.path("rows"))
                .containsExactlyInAnyOrderElementsOf(Page.JSON.readTree("[[\"\"], [\"quercus@forest.example\"]]"));
    }

    /** As an empty text is among numbers. */
    @Test
    void emptyValueOfAnotherType_makesTheColumnOneOfMixedValues() throws Exception {
        JsonNode answer = answer("[:find ?id ?email :in $customers :where [$customers ?customer :customer/id ?id]"
                + " [(get-else $customers ?customer :customer/email 0) ?email]]");

        assertThat(answer.path("types")).isEqualTo(Page.JSON.readTree("[\"text\", \"edn\"]"));
        assertThat(answer.path("rows"))
                .containsExactlyInAnyOrderElementsOf(
                        Page.JSON.readTree("[[\"cus-ilex\", 0], [\"cus-quercus\", \"quercus@forest.example\"]]"));
    }

    private static JsonNode answer(String text) {
        Page.Response answer =
                ROOT.post("/api/runs", "{\"run\": \"%s\", \"text\": \"%s\"}".formatted(UUID.randomUUID(), text));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
