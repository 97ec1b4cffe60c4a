package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@Story
class ProceduresTest {

    private static final String DEAR = """
            [[(dear ?purchase)
              [?purchase :purchase/amount ?amount]
              [(<= 100000 ?amount)]]]""";

    @Test
    void procedure_isMadeUsedChangedAndItsQueryUpgraded(People people) {
        Person person = people.analyst().at("/procedures");
        Area page = person.sees();
        page.link("New procedure").click();
        page.field("Name").fill("dear");
        page.field("What it holds for, in a sentence").fill("Purchases of a thousand and more.");
        page.field("Example").fill("($purchases dear ?p)");
        new Editor(person).write(DEAR);
        page.button("Save").click();
        assertThat(page.text("No saved query uses it yet.")).isVisible();

        // A query that takes it from the list.
        QueryPage query = person.newQuery();
        query.editor().write("[:find (count ?p) .\n :in $purchases\n :where [$purchases ?p :purchase/id] ]");
        query.editor().content().click();
        person.press("Control+End", "ArrowLeft");
        Area schema = new Area(page.named(AriaRole.COMPLEMENTARY, "Schema"));
        schema.field("Search attributes").fill("dear");
        schema.starting(AriaRole.BUTTON, "dear").click();
        query.editor().shows("($purchases dear ?p)");
        assertThat(page.css(".procedure-uses")).containsText("dear v1");
        String before = query.run().cell(1, 1).innerText();
        Area dialog = query.save();
        dialog.field("Name").fill("How many dear ones");
        dialog.button("Save").click();
        query.isVersion(1);

        // It is changed.
        person.at("/procedures/dear");
        assertThat(page.css(".notice")).containsText("1 saved query uses it");
        assertThat(page.css(".notice")).containsText("How many dear ones v1");
        new Editor(person).write(DEAR.replace("100000", "200000"));
        page.field("What changed").fill("Two thousand and more");
        page.button("Save as version 2").click();
        assertThat(page.css(".notice")).containsText("v1 · an older version");

        // The query stays as it was until it is upgraded.
        page.link("How many dear ones").click();
        query.isReady();
        assertThat(query.run().cell(1, 1)).hasText(before);
        page.button("upgrade to v2").click();
        assertThat(query.run().cell(1, 1)).not().hasText(before);
        query.save("dearer");

        person.at("/procedures/dear");
        assertThat(page.css(".notice")).containsText(Pattern.compile("How many dear ones\\s*v2\\s*$"));
    }

    @Test
    void procedureThatComesWithDendro_isExplained(People people) {
        Person person = people.analyst().at("/procedures");

        person.page()
                .getByRole(
                        AriaRole.LINK,
                        new com.microsoft.playwright.Page.GetByRoleOptions().setName(Pattern.compile("^interest")))
                .click();

        assertThat(person.page().locator(".detail")).containsText("Compound");
        assertThat(person.page().locator(".detail")).containsText("yearly-rate");
    }

    @Test
    void wrongRule_isRefusedWithItsPlace(People people) {
        Person person = people.analyst().at("/procedures/new");
        person.expects(400, "/api/procedures");
        person.expects(403, "/api/procedures");
        Area page = person.sees();
        page.field("Name").fill("reads-files");
        page.field("What it holds for, in a sentence").fill("Nothing good.");
        new Editor(person).write("[[(reads-files ?x) [(slurp \"/etc/passwd\") ?x]]]");

        page.button("Save").click();

        assertThat(page.alert()).containsText("slurp");
    }
}
