package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@Story
class CancellingTest {

    /** Millions of pairs, counted without being held. */
    static final String SLOW = """
            [:find (count ?c) .
             :in $purchases
             :where
             [$purchases ?a :purchase/amount ?x]
             [$purchases ?b :purchase/amount ?y]
             [$purchases ?c :purchase/amount ?z]
             [(< ?x ?y ?z)]]""";

    @Test
    void escape_endsALongRunInTheQueryServiceToo(People people) {
        QueryPage query = people.engineer().newQuery();
        query.person().expects(409, "/api/runs");
        query.editor().write(SLOW);

        query.person().press("Control+Enter");

        assertThat(query.person().page().getByRole(AriaRole.PROGRESSBAR)).isVisible();
        assertThat(query.person().page().locator(".elapsed")).hasText(Pattern.compile("running for \\d.*s$"));
        await().until(() -> running(people).size() == 1);
        String run = running(people).get(0).get("id").asText();

        query.person().press("Escape");

        assertThat(query.person().page().getByRole(AriaRole.TABPANEL))
                .containsText("The run was cancelled; the query-service has stopped it.");
        await().until(() -> running(people).isEmpty());
        assertThat(people.api("engineer").get("/api/runs/" + run).get("outcome").asText())
                .isEqualTo("cancelled");
        assertThat(query.runButton()).isEnabled();
    }

    @Test
    void leavingThePage_endsTheRun(People people) {
        QueryPage query = people.engineer().newQuery();
        query.person().expects(409, "/api/runs");
        query.editor().write(SLOW);
        query.person().press("Control+Enter");
        await().until(() -> running(people).size() == 1);

        query.person().goes("Queries");

        assertThat(query.person().sees().heading("Queries")).isVisible();
        await().until(() -> running(people).isEmpty());
    }

    private static JsonNode running(People people) {
        return Api.get(people.queryService().resolve("/v1/queries")).get("queries");
    }
}
