package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@Story
class SignInTest {

    @Test
    void stranger_choosesWhoToBeAndIsShownTheQueries(People people) {
        Person person = people.stranger().at("/queries");

        person.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Data scientist")))
                .click();

        assertThat(person.sees().heading("Queries")).isVisible();
        assertThat(person.sees().css("summary[aria-label='Signed in as Data scientist']"))
                .isVisible();
        assertThat(person.sees().button("team risk").first()).isVisible();
    }

    @Test
    void whoeverSignsOut_isAskedWhoToBe(People people) {
        Person person = people.engineer();
        person.list();

        person.sees().css("summary[aria-label='Signed in as Engineer']").click();
        person.sees().button("Sign out").click();

        assertThat(person.sees().text("This is a demo. Who do you want to be?")).isVisible();
        person.page().reload();
        assertThat(person.sees().text("This is a demo. Who do you want to be?")).isVisible();
    }

    @Test
    void address_isRememberedWhileOneSignsIn(People people) {
        String id = people.api("analyst").idOf("Where a customer lived");
        Person person = people.stranger().at("/queries/" + id + "?at=2025-11-20T00%3A00%3A00.000Z");

        person.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Analyst")))
                .click();
        person.query().isReady();
        Table table = person.query().run();

        assertThat(table.cell(1, 3)).hasText("São Paulo");
    }
}
