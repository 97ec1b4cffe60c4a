package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@Story
class HostileValuesTest {

    private static final String HOSTILE =
            "<img src=x onerror=\"window.hurt = true\"><script>window.hurt = true</script>";

    @Test
    void htmlInValuesNamesAndDescriptions_isShownAsText(People people) {
        Api api = people.api("analyst");
        String literal = HOSTILE.replace("\"", "\\\"");
        String id = api.save(Api.query(
                        HOSTILE, "[:find ?x\n :keys value\n :in $customers\n :where [(ground \"" + literal + "\") ?x]]")
                .put("description", HOSTILE));
        Person person = people.analyst();

        QueryList list = person.list();
        assertThat(list.row(HOSTILE).whole()).containsText(HOSTILE);
        QueryPage query = person.query(id);
        Table table = query.run();

        assertThat(query.title()).hasText(HOSTILE);
        assertThat(person.page().locator(".query-description")).hasText(HOSTILE);
        assertThat(table.cell(1, 1)).hasText(HOSTILE);
        query.tab("Chart");
        query.tab("Runs");
        person.page().locator(".run-list tbody a").first().click();
        assertThat(person.sees().heading(HOSTILE)).isVisible();
        assertThat(person.page().locator("img[src=x]")).hasCount(0);
        assertThat(person.page().evaluate("window.hurt")).isNull();
    }
}
