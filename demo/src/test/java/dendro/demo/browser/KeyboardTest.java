package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@Story
class KeyboardTest {

    private static final int MOST = 80;

    /** Whether what has the focus has a ring around it, if it is anything on the page. */
    private static final String RING = """
            () => document.activeElement === document.body
              || [document.activeElement, document.activeElement.parentElement]
                .some(each => getComputedStyle(each).outlineStyle !== 'none')
            """;

    @Test
    void keysAlone_signInOpenAndRun(People people) {
        Person person = people.stranger().at("/queries?text=Customers%20by%20city");
        assertThat(person.sees().text("Who do you want to be?")).isVisible();

        tabTo(person, "Analyst");
        person.press("Enter");
        assertThat(person.sees().heading("Queries")).isVisible();
        assertThat(person.sees().link("Customers by city")).isVisible();
        tabTo(person, "Customers by city");
        person.press("Enter");
        person.query().isReady();
        tabTo(person, "Run ");
        person.press("Enter");

        Table table = person.query().answered();
        tabTo(person, "city");
        person.press("Enter");
        assertThat(table.cell(1, 1)).hasText("Belém");
    }

    @Test
    void ctrlEnter_runsAsSoonAsThePageIsThere(People people) {
        QueryPage query = people.analyst().query(people.api("analyst").idOf("Customers by city"));

        query.person().press("Control+Enter");

        assertThat(query.answered().rows().first()).isVisible();
    }

    @Test
    void dialog_keepsTheFocusAndGivesItBack(People people) {
        QueryPage query = people.analyst().query(people.api("analyst").idOf("Customers by city"));
        tabTo(query.person(), "Share");

        query.person().press("Enter");
        assertThat(query.person().dialog().whole()).isVisible();
        query.person().press("Tab");
        assertThat(query.person().page().evaluate("document.activeElement.closest('dialog') !== null"))
                .isEqualTo(true);
        query.person().press("Escape");

        assertThat(query.person().dialog().whole()).hasCount(0);
        assertThat(query.person().sees().button("Share")).isFocused();
    }

    /** Presses Tab until what has the focus begins with these words. */
    private static void tabTo(Person person, String words) {
        for (int pressed = 0; pressed < MOST; pressed++) {
            person.press("Tab");
            String focused = (String) person.page().evaluate("document.activeElement.textContent.trim()");
            assertThat(person.page().evaluate(RING))
                    .as("the focus on '" + focused + "' can be seen")
                    .isEqualTo(true);
            if (focused.startsWith(words.strip())) {
                return;
            }
        }
        throw new AssertionError("Tab does not reach " + words);
    }
}
