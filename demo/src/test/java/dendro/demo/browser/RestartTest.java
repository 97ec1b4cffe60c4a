package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@Story
class RestartTest {

    @Test
    void runOfAServiceThatCrashed_isLostAndThePageGoesOnAfterwards(People people) {
        String id = people.apiOfOther().save("Interrupted", CancellingTest.SLOW);
        Person person = people.analystAt(people.otherSavedQueries());
        person.expectsNoService();
        QueryPage query = person.query(id);
        person.press("Control+Enter");
        // By then the service knows of it, too.
        assertThat(person.page().locator(".elapsed")).hasText(Pattern.compile("running for [1-9].* s"));

        people.otherSavedQueries().crash();

        assertThat(person.sees().alert()).containsText("The service does not answer.");
        assertThat(person.sees().alert()).containsText("Try again in a moment.");

        people.otherSavedQueries().startAgain();
        query.tab("Runs");

        assertThat(person.page().locator(".run-list tbody tr")).containsText("lost");
        person.page().reload();
        query.isReady();
        query.editor().write("[:find ?x :in $customers :where [(ground 108) ?x]]");
        assertThat(query.run().cell(1, 1)).hasText("108");
    }
}
