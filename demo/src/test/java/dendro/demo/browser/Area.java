package dendro.demo.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** A part of the page, in which people find things by what these are called. */
record Area(Locator whole) {

    Locator button(String name) {
        return named(AriaRole.BUTTON, name);
    }

    Locator link(String name) {
        return named(AriaRole.LINK, name);
    }

    Locator tab(String name) {
        return named(AriaRole.TAB, name);
    }

    Locator heading(String name) {
        return named(AriaRole.HEADING, name);
    }

    /** An input by its label. */
    Locator field(String label) {
        return whole.getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    /** A list of which one is chosen, by what it is called. */
    Locator choice(String name) {
        return named(AriaRole.COMBOBOX, name);
    }

    /** A box that is ticked or not. */
    Locator box(String name) {
        return named(AriaRole.CHECKBOX, name);
    }

    /** An input by how its label begins. */
    Locator fieldStarting(String label) {
        return whole.getByLabel(Pattern.compile("^" + plain(label)));
    }

    Locator text(String text) {
        return whole.getByText(text);
    }

    Locator region(String name) {
        return named(AriaRole.REGION, name);
    }

    /** What went wrong, as the page says it. */
    Locator alert() {
        return whole.getByRole(AriaRole.ALERT);
    }

    Locator css(String selector) {
        return whole.locator(selector);
    }

    Locator named(AriaRole role, String name) {
        return whole.getByRole(
                role, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Named by how its name begins. */
    Locator starting(AriaRole role, String name) {
        return whole.getByRole(role, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + plain(name))));
    }

    /** The pattern of a text for the browser, which knows no quotes and ends patterns at a slash. */
    private static String plain(String text) {
        return text.replaceAll("[^\\p{L}\\p{N} :-]", "\\\\$0");
    }
}
