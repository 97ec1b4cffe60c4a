package dendro.savedqueries.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dendro.problem.ProblemException;
import dendro.savedqueries.KeptRuns;
import dendro.savedqueries.TestClock;
import dendro.savedqueries.database.TestStore;
import dendro.savedqueries.run.KeptResults;
import dendro.savedqueries.savedquery.SavedQueries;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which result a link shows. */
@ParameterizedClass
@EnumSource(TestStore.class)
class LinkStoreTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestClock clock = new TestClock();
    private final Links links;
    private final KeptRuns runs;
    private final UUID query;

    LinkStoreTest(TestStore databases) {
        Jdbi store = databases.fresh();
        links = new Links(store, new SavedQueries(store, clock), new KeptResults(store, 1 << 30), clock);
        runs = new KeptRuns(store, clock);
        query = runs.query("Shared", "risk");
    }

    private LinkDraft draft(String parameters, Optional<UUID> run) throws Exception {
        JsonNode values = JSON.readTree(parameters);
        return new LinkDraft(query, 1, values, NullNode.getInstance(), run, Duration.ofDays(2));
    }

    private Links.Shared followed(Links.Made made) {
        return links.follow(made.path().substring("/shared/".length()));
    }

    @Test
    void link_showsTheNewestResultThatWasAskedTheSame() throws Exception {
        runs.answered(query, "ana", "{\"a\": 1, \"b\": 2}", "{\"rows\": [[1]]}");
        clock.pass(Duration.ofMinutes(1));
        UUID newest = runs.answered(query, "ana", "{\"b\": 2, \"a\": 1}", "{\"rows\": [[2]]}");
        clock.pass(Duration.ofMinutes(1));
        runs.answered(query, "bo", "{\"a\": 1, \"b\": 2}", "{\"rows\": [[3]]}");
        runs.answered(query, "ana", "{\"a\": 2, \"b\": 2}", "{\"rows\": [[4]]}");

        Links.Shared shared = followed(links.make(KeptRuns.ANA, draft("{\"a\": 1, \"b\": 2}", Optional.empty())));

        assertThat(shared.run().orElseThrow().id()).isEqualTo(newest);
        assertThat(shared.result().orElseThrow().rawValue()).isEqualTo("{\"rows\": [[2]]}");
    }

    /** Others may see attributes that are private to whoever makes the link. */
    @Test
    void resultOfSomebodyElse_isNotShown() throws Exception {
        UUID others = runs.answered(query, "root", "{}", "{\"rows\": [[\"secret\"]]}");

        assertThat(followed(links.make(KeptRuns.ANA, draft("{}", Optional.empty())))
                        .result())
                .isEmpty();
        assertThatThrownBy(() -> links.make(KeptRuns.ANA, draft("{}", Optional.of(others))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not-permitted");
    }

    /** A thousand times smaller while it is kept. */
    @Test
    void resultThatIsLargeWhenUnpacked_isNotShown() throws Exception {
        UUID large = runs.answered(query, "ana", "{}", "{\"rows\": [[\"" + "a".repeat(16 << 20) + "\"]]}");

        Links.Shared shared = followed(links.make(KeptRuns.ANA, draft("{}", Optional.of(large))));

        assertThat(shared.run().orElseThrow().id()).isEqualTo(large);
        assertThat(shared.result()).isEmpty();
    }

    @Test
    void link_endsWithItsTime() throws Exception {
        Links.Made made = links.make(KeptRuns.ANA, draft("{}", Optional.empty()));
        clock.pass(Duration.ofDays(2));

        assertThatThrownBy(() -> followed(made)).hasMessageContaining("no longer");
        assertThat(links.list(query)).isEmpty();
    }
}
