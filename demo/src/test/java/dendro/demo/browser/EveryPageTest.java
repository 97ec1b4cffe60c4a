package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for each page: it fits on a laptop and on a phone, and axe finds nothing on it in light or dark. */
@Story
class EveryPageTest {

    @ParameterizedTest
    @EnumSource
    void page_fitsAndIsForEveryone(Pages page, People people) {
        Person person = people.analyst();

        page.open(person, people.api("analyst"));

        fitsAndIsForEveryone(person);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIST", "QUERY_WITH_RESULT", "DECLARATIONS", "ENTITY", "SAVE_DIALOG"})
    void pageThatWasOpenedOnAPhone_fits(Pages page, People people) {
        Person person = people.analyst(Look.PHONE);

        page.open(person, people.api("analyst"));

        fits(person, Look.PHONE);
        Accessibility.check(person);
    }

    @Test
    void signIn_fitsAndIsForEveryone(People people) {
        Person person = people.stranger().at("/");

        assertThat(person.sees().text("Who do you want to be?")).isVisible();
        fitsAndIsForEveryone(person);
    }

    @Test
    void sharedAnswer_fitsAndIsForEveryone(People people) {
        Api api = people.api("analyst");

        Person person = people.stranger().at(api.share(api.idOf("Purchases by status")));

        assertThat(person.sees().region("Results")).isVisible();
        fitsAndIsForEveryone(person);
    }

    /** Neither the page's content security policy nor anything else keeps axe from looking. */
    @Test
    void buttonWithoutAName_isFound(People people) {
        Person person = people.analyst();
        assertThat(person.list().rows().first()).isVisible();
        person.page().evaluate("document.querySelector('main').append(document.createElement('button'))");

        assertThatThrownBy(() -> Accessibility.check(person)).hasMessageContaining("button-name");
    }

    private static void fitsAndIsForEveryone(Person person) {
        fits(person, Look.LAPTOP);
        Accessibility.check(person);
        fits(person, Look.PHONE);
        person.inTheDark();
        Accessibility.checkContrast(person);
    }

    private static void fits(Person person, Look look) {
        person.page().setViewportSize(look.width(), look.height());
        String wider = (String) person.page().evaluate("""
                width => [document.documentElement, document.body, ...document.querySelectorAll('dialog[open]')]
                  .filter(each => each.scrollWidth > Math.min(width, each.clientWidth + 1))
                  .map(each => `${each.nodeName} is ${each.scrollWidth} wide, more than ${Math.min(width, each.clientWidth)}`)
                  .join('; ')
                """, look.width());
        assertThat(wider).as("at a width of " + look.width()).isEmpty();
    }
}
