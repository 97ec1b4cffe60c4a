package dendro.demo.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;

/** The list of all saved queries. */
record QueryList(Person person) {

    Locator rows() {
        return person.page().locator(".query-row");
    }

    /** The row of a query. */
    Area row(String name) {
        return new Area(rows().filter(new Locator.FilterOptions()
                .setHas(person.page()
                        .getByRole(
                                AriaRole.HEADING,
                                new com.microsoft.playwright.Page.GetByRoleOptions()
                                        .setName(name)
                                        .setExact(true)))));
    }

    void search(String words) {
        person.sees().field("Search names, descriptions, tags and texts").fill(words);
    }

    /** How many are found, as the page says it. */
    Locator found() {
        return person.page().locator(".page-head p");
    }

    QueryPage open(String name) {
        person.sees().link(name).click();
        QueryPage opened = person.query();
        opened.isReady();
        return opened;
    }
}
