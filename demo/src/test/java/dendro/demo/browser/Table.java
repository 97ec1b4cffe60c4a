package dendro.demo.browser;

import com.microsoft.playwright.Locator;
import java.util.List;

/** The rows of an answer. */
record Table(Person person, Locator region) {

    /** The rows in the document, without the heads. */
    Locator rows() {
        return region.locator(".grid-body [role=row]");
    }

    /** A cell, both counted from 1. */
    Locator cell(int row, int column) {
        return region.locator(".grid-body [role=row][aria-rowindex='" + (row + 1) + "'] [role=cell]")
                .nth(column - 1);
    }

    void sortBy(String column) {
        region.getByTitle("Sort by " + column).click();
    }

    List<String> column(int column) {
        return region.locator(".grid-body [role=row] [role=cell]:nth-child(" + column + ")")
                .allInnerTexts();
    }
}
