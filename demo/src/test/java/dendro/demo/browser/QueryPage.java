package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** The page of a query: its text, its inputs, its moment, its answer. */
record QueryPage(Person person) {

    /** It is there; the editor comes a little later, and on a phone when it is asked for. */
    void isReady() {
        assertThat(person.sees().css(".run-bar")).isVisible();
    }

    Editor editor() {
        return new Editor(person);
    }

    Area parameters() {
        return new Area(person.sees().region("Parameters"));
    }

    /** Where its moment is chosen. */
    Area time() {
        return new Area(person.sees().named(AriaRole.GROUP, "As of"));
    }

    Locator title() {
        return person.page()
                .getByRole(AriaRole.HEADING, new com.microsoft.playwright.Page.GetByRoleOptions().setLevel(1));
    }

    /** Runs it and waits until its answer is there. */
    Table run() {
        runButton().click();
        return answered();
    }

    /** It is another button while the query runs. */
    Locator runButton() {
        return person.page().locator(".run-bar button.primary");
    }

    /** Waits for the answer that is on its way. */
    Table answered() {
        assertThat(person.page().locator(".run-bar [role=status]")).containsText("Answered with");
        return table();
    }

    Table table() {
        return new Table(person, person.sees().region("Results"));
    }

    /** Number of rows, time, cursor and digest of the answer. */
    Locator meta() {
        return person.page().locator(".result-meta");
    }

    void tab(String name) {
        person.sees().tab(name).click();
    }

    /** Which version is saved. */
    void isVersion(int version) {
        assertThat(person.page().locator(".query-head .query-meta"))
                .containsText(Pattern.compile("version " + version + "(?!\\d)"));
    }

    /** Opens the dialog that saves. */
    Area save() {
        person.sees().button("Save").click();
        return person.dialog();
    }

    /** Saves the next version with a note. */
    void save(String note) {
        Area dialog = save();
        dialog.field("What changed").fill(note);
        dialog.button("Save").click();
        assertThat(dialog.whole()).not().isVisible();
    }
}
