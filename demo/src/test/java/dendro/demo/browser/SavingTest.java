package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@Story
class SavingTest {

    private static final String CITIES = """
            [:find ?city (count ?c)
             :keys city customers
             :in $customers
             :where [$customers ?c :customer/city ?city]]""";

    @Test
    void whoWritesNoDatalog_asksByTheForm(People people) {
        QueryPage query = people.analyst().newQuery();
        Area page = query.person().sees();
        page.button("Form").click();
        page.field("About").selectOption("customer (in customers)");
        page.box("name string").check();
        page.box("job string").check();
        page.button("Add a condition").click();
        page.field("Attribute").selectOption("customer › city");
        page.field("Value").fill("Richmond");

        assertThat(page.field("The Datalog it makes")).containsText(":customer/city \"Richmond\"");
        page.button("Use this query").click();
        Table table = query.run();
        Area dialog = query.save();
        dialog.field("Name").fill("Who lives in Richmond");
        dialog.field("Tags").fill("customers, made by form");
        dialog.field("Team").selectOption("growth");
        dialog.button("Save").click();

        assertThat(query.person().page()).hasURL(Pattern.compile("/queries/[0-9a-f-]{36}"));
        assertThat(query.title()).hasText("Who lives in Richmond");
        query.isVersion(1);
        assertThat(table.region()).containsText("Philosopher");
        Area another = query.person().sees();
        another.link("New query").click();
        assertThat(another.text("Write a query above")).isVisible();
        assertThat(query.title()).not().hasText("Who lives in Richmond");
        QueryList list = query.person().list();
        list.search("made by form");
        assertThat(list.row("Who lives in Richmond").text("team growth")).isVisible();
    }

    @Test
    void versions_areComparedAndBroughtBack(People people) {
        QueryPage query = people.analyst().query(people.api("analyst").save("Cities over time", CITIES));
        query.editor().write(CITIES.replace("(count ?c)", "(count-distinct ?c)"));
        assertThat(query.person().sees().css(".query-title")).containsText("not saved");

        query.save("each customer once");

        query.isVersion(2);
        assertThat(query.person().sees().css(".query-title")).not().containsText("not saved");
        query.tab("Versions");
        Area second = version(query, 2);
        assertThat(second.whole()).containsText("each customer once");
        second.button("What it changed").click();
        assertThat(second.css(".diff-removed")).containsText("(count ?c)");
        assertThat(second.css(".diff-added")).containsText("(count-distinct ?c)");

        version(query, 1).button("Make it the newest").click();

        query.isVersion(3);
        query.editor().shows("(count ?c)");
        assertThat(version(query, 3).whole()).containsText("Back to version 1");
    }

    @Test
    void earlierVersion_isOpenedAndRun(People people) {
        Api api = people.api("analyst");
        String id = api.save("Two versions", CITIES);
        api.saveVersion(id, 1, Api.query("Two versions", CITIES.replace("city customers", "town customers")));
        QueryPage query = people.engineer().query(id);
        query.tab("Versions");

        version(query, 1).link("Open").click();

        assertThat(query.person().sees().text("You see version 1.")).isVisible();
        query.editor().shows(":keys city customers");
        assertThat(query.run().region().getByTitle("Sort by city")).isVisible();
        query.person().sees().link("To the newest").click();
        query.editor().shows(":keys town customers");
    }

    @Test
    void whatIsNotSaved_isThereAfterTheBrowserWasClosedOver(People people) {
        QueryPage query = people.analyst().query(people.api("analyst").save("Unfinished", CITIES));
        query.editor().write(CITIES.replace("customers\n", "people\n"));

        query.person().page().reload();

        assertThat(query.person().sees().text("These are your changes that you did not save"))
                .isVisible();
        query.editor().shows(":keys city people");
        query.person().sees().button("Discard changes").first().click();
        query.editor().shows(":keys city customers");
    }

    @Test
    void queryOfAnother_isForkedAndKnowsItsOrigin(People people) {
        QueryPage query = people.engineer().list().open("Where a customer lived");

        query.person().sees().button("Fork").click();
        query.person().dialog().field("Name").fill("Where Quercus lived");
        query.person().dialog().button("Fork").click();

        assertThat(query.title()).hasText("Where Quercus lived");
        Locator origin = query.person().sees().link("Where a customer lived");
        assertThat(query.person().sees().css(".query-head")).containsText("fork of Where a customer lived v1");
        origin.click();
        assertThat(query.title()).hasText("Where a customer lived");
    }

    @Test
    void changesToTheQueryOfAnother_becomeAForkOfOnesOwn(People people) {
        QueryPage query = people.engineer().list().open("Money lost to charge-backs");
        query.editor().write(CITIES);

        Area dialog = query.save();
        assertThat(dialog.whole()).containsText("your changes become a fork of your own");
        dialog.field("Name").fill("Cities of my own");
        dialog.field("Team").selectOption("");
        dialog.button("Save").click();

        assertThat(query.title()).hasText("Cities of my own");
        assertThat(query.person().sees().css(".query-head")).containsText("fork of Money lost to charge-backs");
    }

    @Test
    void archivedQuery_isListedOnlyAmongTheArchived(People people) {
        QueryPage query = people.analyst().query(people.api("analyst").save("Not needed any more", CITIES));
        query.tab("About");

        query.person().sees().button("Archive").click();

        assertThat(query.person().sees().css(".query-title")).containsText("archived");
        QueryList list = query.person().list();
        list.search("Not needed any more");
        assertThat(list.row("Not needed any more").whole()).hasCount(0);
        query.person().sees().button("Archived").click();
        assertThat(list.row("Not needed any more").whole()).isVisible();
    }

    private static Area version(QueryPage query, int number) {
        return new Area(query.person()
                .page()
                .locator(".versions > li")
                .filter(new Locator.FilterOptions()
                        .setHas(query.person()
                                .page()
                                .getByText(
                                        "version " + number,
                                        new com.microsoft.playwright.Page.GetByTextOptions().setExact(true)))));
    }
}
