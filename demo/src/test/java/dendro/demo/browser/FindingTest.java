package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@Story
class FindingTest {

    @Test
    void search_looksIntoNamesDescriptionsTagsAndTexts(People people) {
        QueryList list = people.analyst().list();

        list.search("charge-back");

        assertThat(list.row("Money lost to charge-backs").whole()).isVisible();
        assertThat(list.row("A fair draw of numbers").whole()).hasCount(0);

        list.search("random-numbers");

        assertThat(list.row("A fair draw of numbers").whole()).isVisible();
        assertThat(list.found()).hasText("1 query");
    }

    /** The page asks when typing pauses; what is chosen before it does must not be forgotten then. */
    @Test
    void filterChosenWhileTyping_staysChosen(People people) {
        QueryList list = people.analyst().list();

        list.search("customer");
        list.person().sees().button("Archived").click();

        assertThat(list.person().page()).hasURL(Pattern.compile("archived=true.*text=customer"));
        assertThat(list.person().sees().field("Search names, descriptions, tags and texts"))
                .hasValue("customer");
    }

    /** What was typed a moment before clearing must not come back when typing pauses. */
    @Test
    void clearingWhileTyping_clears(People people) {
        QueryList list = people.analyst().list();
        list.person().sees().button("Archived").click();
        assertThat(list.person().sees().button("Clear")).isVisible();

        list.search("zebra");
        list.person().sees().button("Clear").click();
        list.person().page().waitForTimeout(400);

        assertThat(list.person().page()).hasURL(Pattern.compile("/queries$"));
        assertThat(list.person().sees().field("Search names, descriptions, tags and texts"))
                .hasValue("");
    }

    @Test
    void searchWithoutHits_saysWhatToDo(People people) {
        QueryList list = people.analyst().list();

        list.search("zebra");

        assertThat(list.person().sees().heading("No query fits")).isVisible();
        list.person().sees().button("Clear").click();
        assertThat(list.row("Where a customer lived").whole()).isVisible();
        assertThat(list.person().sees().field("Search names, descriptions, tags and texts"))
                .hasValue("");
    }

    @Test
    void tagAndTeam_leaveTheQueriesThatHaveThem(People people) {
        QueryList list = people.analyst().list();

        list.row("A fair draw of numbers").button("procedures").click();

        assertThat(list.row("Bills past due").whole()).isVisible();
        assertThat(list.row("Where a customer lived").whole()).hasCount(0);

        list.person()
                .sees()
                .starting(AriaRole.BUTTON, "team collections")
                .first()
                .click();

        assertThat(list.row("Bills past due").whole()).isVisible();
        assertThat(list.row("A fair draw of numbers").whole()).hasCount(0);
        assertThat(list.person().page()).hasURL(Pattern.compile("tag=procedures.*team=collections"));
    }

    @Test
    void favourite_isKeptAndFound(People people) {
        QueryList list = people.engineer().list();
        Locator star = list.row("Days until a charge-back").button("Favourite: Days until a charge-back");

        star.click();
        list.person().sees().button("★ Favourites").click();

        assertThat(list.found()).hasText("1 query");
        assertThat(star).hasAttribute("aria-pressed", "true");

        list.person().page().reload();
        star.click();

        assertThat(list.person().sees().heading("No query fits")).isVisible();
    }

    @Test
    void usage_standsBesideTheQuery(People people) {
        Api api = people.api("analyst");
        String id = api.save("Asked three times", "[:find ?x :in $customers :where [(ground 108) ?x]]");
        api.run(id);
        api.run(id);
        people.api("engineer").run(id);

        QueryList list = people.analyst().list();

        Area row = list.row("Asked three times");
        assertThat(row.css("dl.usage"))
                .hasText(Pattern.compile("runs3people2last run.*median.*failures0", Pattern.DOTALL));
    }

    @Test
    void queryThatNobodyRuns_isMarkedAsStale(People people) {
        QueryList list =
                new QueryList(people.analystAt(people.otherSavedQueries()).at("/queries?stale=true"));

        assertThat(list.row("Where a customer lived").text("stale")).isVisible();
    }
}
