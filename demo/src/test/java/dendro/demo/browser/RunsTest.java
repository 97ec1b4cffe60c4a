package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@Story
class RunsTest {

    private static final String CITIES = """
            [:find ?city (count ?c)
             :keys city customers
             :in $customers
             :where [$customers ?c :customer/city ?city]]""";

    @Test
    void reproducedRun_isIdentical(People people) {
        Api api = people.api("analyst");
        String run = api.run(api.idOf("What is spent, by category"));
        Person person = people.analyst().at("/runs/" + run);

        person.sees().button("Reproduce").click();

        Area verdict = new Area(person.page().locator("section.verdict"));
        assertThat(verdict.heading("Identical")).isVisible();
        assertThat(verdict.css(".digests")).hasText(Pattern.compile("([0-9a-f]+) = \\1 the new run"));
        verdict.link("the new run").click();
        assertThat(person.sees().css(".query-meta")).containsText("reproduced");
        assertThat(person.sees().link("of an earlier run")).isVisible();
    }

    @Test
    void runThatPicksAtRandom_isNotIdenticalAndTheReasonIsSaid(People people) {
        Api api = people.api("analyst");
        String run = api.run(api.save(
                "A sample", "[:find (sample 20 ?id) .\n :in $purchases\n :where [$purchases _ :purchase/id ?id]]"));
        Person person = people.analyst().at("/runs/" + run);

        person.sees().button("Reproduce").click();

        Area verdict = new Area(person.page().locator("section.verdict"));
        assertThat(verdict.heading("Not identical")).isVisible();
        assertThat(verdict.css(".warnings")).containsText("picks at random");
        assertThat(verdict.css("h3")).containsText(new String[] {"Only in the run then", "Only in the run now"});
    }

    @Test
    void runOfThePast_isRedoneNowAndCompared(People people) {
        QueryPage query = people.analyst().query(people.api("analyst").save("Cities then and now", CITIES));
        query.time().fieldStarting("an instant").check();
        query.time().field("Instant in UTC").fill("2025-06-01T00:00");
        query.run();
        query.tab("Runs");
        Person person = query.person();
        person.page().locator(".run-list tbody a").first().click();

        person.sees().button("Redo now").click();

        assertThat(person.sees().css(".notice")).containsText("not the same as then");
        person.sees().link("Compare with this run").click();
        assertThat(person.sees().heading("Compare two runs")).isVisible();
        assertThat(person.page().locator("main")).containsText(Pattern.compile("\\d+ only in the first"));
        Table before = new Table(person, person.page().locator(".side.removed [role=region]"));
        assertThat(before.rows().first()).isVisible();
        assertThat(before.region()).containsText("customers");
    }

    @Test
    void twoRuns_areTickedInTheListToBeCompared(People people) {
        Api api = people.api("analyst");
        String id = api.save("Asked twice", CITIES);
        api.run(id);
        api.run(id);
        QueryPage query = people.analyst().query(id);
        query.tab("Runs");

        query.person().page().locator(".run-list input").first().check();
        query.person().page().locator(".run-list input").last().check();
        query.person().sees().button("Compare").click();

        assertThat(query.person().page().locator("main")).containsText("Both have the same 10 rows.");
    }

    @Test
    void evolution_drawsALineAndLeadsToAnyOfItsMoments(People people) {
        QueryPage query = people.analyst().list().open("Where a customer lived");
        query.tab("Evolution");
        Area panel = new Area(query.person().page().getByRole(AriaRole.TABPANEL));
        panel.field("From").fill("2025-09-01T00:00");
        panel.field("To").fill("2026-03-01T00:00");
        panel.choice("Every").selectOption("month");

        panel.button("Show").click();

        assertThat(panel.css("canvas")).isVisible();
        assertThat(panel.css(".plain-table tbody tr")).hasCount(7);
        panel.css(".plain-table tbody tr").last().getByRole(AriaRole.BUTTON).click();
        assertThat(query.time().field("Instant in UTC")).hasValue("2026-03-01T00:00");
    }

    @Test
    void runs_areListedWithTheirOutcome(People people) {
        Api api = people.api("analyst");
        api.run(api.save("Run to be listed", CITIES));
        Person person = people.engineer().at("/runs");
        assertThat(person.sees().button("Mine")).hasAttribute("aria-pressed", "true");

        person.sees().button("Everybody’s").click();
        person.sees().choice("Outcome").selectOption("answered");

        assertThat(person.page().locator(".run-list tbody tr").first()).containsText("answered");
        assertThat(person.sees().link("Run to be listed")).isVisible();
        assertThat(person.page().locator(".run-list .badge").getByText("failed"))
                .hasCount(0);
    }
}
