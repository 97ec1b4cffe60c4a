package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@Story
class StatisticsTest {

    @Test
    void statistics_countTheRunsOfToday(People people) {
        Api api = people.api("analyst");
        String id = api.save("Run for the statistics", "[:find ?x :in $customers :where [(ground 1) ?x]]");
        for (int run = 0; run < 12; run++) {
            api.run(id);
        }
        Person person = people.analyst();
        person.list();

        person.goes("Statistics");

        assertThat(person.sees().heading("Statistics")).isVisible();
        assertThat(card(person, "Most run")).containsText(Pattern.compile("Run for the statistics\\s*12"));
        assertThat(person.page().locator("main")).containsText(Pattern.compile("\\d+\\s*saved queries"));
        assertThat(card(person, "Runs by day").locator("canvas")).isVisible();
        person.sees().button("7 days").click();
        assertThat(card(person, "Most run")).containsText("Run for the statistics");
        card(person, "Most run").getByText("Run for the statistics").click();
        assertThat(person.query().title()).hasText("Run for the statistics");
    }

    private static Locator card(Person person, String title) {
        return person.page()
                .locator("section.card")
                .filter(new Locator.FilterOptions()
                        .setHas(person.page().locator("h2").getByText(title)));
    }
}
