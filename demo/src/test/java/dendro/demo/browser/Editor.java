package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;

/** The editor of Datalog. */
record Editor(Person person) {

    Locator content() {
        return person.page().locator(".cm-content");
    }

    /** Writes a text in place of what is there; brackets are not closed by the editor as when they are typed. */
    void write(String text) {
        content().fill(text);
    }

    /** Types at the end, key by key. */
    void type(String text) {
        content().click();
        person.press("Control+End");
        person.page().keyboard().type(text);
    }

    /** What is offered while one types. */
    Locator offers() {
        return person.page().locator(".cm-tooltip-autocomplete li");
    }

    Locator offer(String label) {
        return offers().filter(new Locator.FilterOptions()
                .setHas(person.page().locator(".cm-completionLabel").getByText(label)));
    }

    /** The part that is underlined as wrong. */
    Locator wrong() {
        return person.page().locator(".cm-lintRange-error");
    }

    void shows(String text) {
        assertThat(content()).containsText(text);
    }
}
