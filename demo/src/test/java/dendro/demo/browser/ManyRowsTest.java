package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@Story
class ManyRowsTest {

    private static final String HUNDRED_THOUSAND = """
            [:find ?x ?y
             :where
             [(random-numbers 400 1) [?x ...]]
             [(random-numbers 250 2) [?y ...]]
             [(not= ?x ?y)]]""";

    @Test
    void hundredThousandRows_areScrolledToTheEndWithFewInTheDocument(People people) {
        QueryPage query = people.engineer().newQuery();
        query.editor().write(HUNDRED_THOUSAND.replace(":where", ":in $customers\n :where"));
        query.person().sees().choice("up to").selectOption("100,000 rows");
        Table table = query.run();
        assertThat(query.meta()).containsText("100,000 rows");
        assertThat(table.region().locator("[role=table]")).hasAttribute("aria-rowcount", "100001");

        table.region().evaluate("grid => grid.scrollTo(0, grid.scrollHeight)");

        assertThat(table.cell(100_000, 1)).isVisible();
        assertThat(table.rows().count()).isLessThan(100);
        table.sortBy("?x");
        table.region().evaluate("grid => grid.scrollTo(0, 0)");
        assertThat(table.cell(1, 1)).isVisible();
        assertThat(table.cell(1, 1).innerText()).isEqualTo(table.cell(2, 1).innerText());
    }
}
