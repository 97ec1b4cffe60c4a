package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Story
class EditorTest {

    @Test
    void unknownAttribute_isMarkedWhereItStands(People people) {
        QueryPage query = people.engineer().newQuery();
        query.person().expects(400, "/api/runs");
        query.editor().write("[:find ?name\n :in $customers\n :where [$customers ?c :customer/nome ?name]]");

        query.person().press("Control+Enter");

        assertThat(query.editor().wrong()).hasText(":customer/nome");
        assertThat(query.person().sees().alert()).containsText(":customer/nome");

        query.editor().write("[:find ?name\n :in $customers\n :where [$customers ?c :customer/name ?name]]");
        query.person().press("Control+Enter");

        query.answered();
        assertThat(query.editor().wrong()).hasCount(0);
    }

    @Test
    void forbiddenFunction_isMarkedAndTheEditorsOffersAreNamed(People people) {
        QueryPage query = people.engineer().newQuery();
        query.person().expects(403, "/api/runs");
        query.editor().write("[:find ?x :where [(slurp \"/etc/passwd\") ?x]]");

        query.person().press("Control+Enter");

        assertThat(query.editor().wrong().first()).containsText("slurp");
        assertThat(query.person().sees().alert()).containsText("Use one of the functions that the editor offers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[:find ?n :in $cus | $customers | memory",
                "[:find ?n :in $customers :where [$customers ?c :customer/na | :customer/name | string",
                "[:find ?x :where [(clojure.string/upp | clojure.string/upper-case | function",
                "[:find ?x :where [(inter | interest | procedure",
                "[:find ?b :in $bills :where ($bills la | late | rule",
                "[:find ?n :in $customers :where [$customers ?c :customer/name ?n] [$customers ?c :customer/city ?| ?c | ''",
            })
    void whatCanBeNamed_isOffered(String before, String label, String detail, People people) {
        QueryPage query = people.engineer().newQuery();
        query.editor().write(before.strip().substring(0, before.strip().length() - 1));

        query.editor().type(before.strip().substring(before.strip().length() - 1));

        assertThat(query.editor().offer(label)).isVisible();
        assertThat(query.editor().offer(label)).containsText(detail);
    }

    @Test
    void offerThatIsTaken_standsInTheTextWithItsTypeAndWordsShownBefore(People people) {
        QueryPage query = people.engineer().newQuery();
        query.editor().write("[:find ?n :in $customers :where [$customers ?c :customer/credit-limi");
        query.editor().type("t");
        assertThat(query.editor().offer(":customer/credit-limit")).containsText("bigdec");
        assertThat(query.person().page().locator(".cm-completionInfo")).containsText("in customers");

        query.person().press("Enter");

        query.editor().shows(":customer/credit-limit");
        assertThat(query.editor().offers()).hasCount(0);
    }

    @Test
    void bracketBesideTheCaret_isShownWithItsPartner(People people) {
        QueryPage query = people.engineer().newQuery();
        query.editor().write("[:find ?x :where [(ground 1) ?x]]");
        query.editor().content().click();

        query.person().press("Control+Home");

        assertThat(query.person().page().locator(".cm-matchingBracket")).hasCount(2);
    }

    @Test
    void format_laysTheQueryOut(People people) {
        QueryPage query = people.engineer().newQuery();
        query.editor()
                .write(
                        "[:find ?n :in $customers :where [$customers ?c :customer/name ?n] [$customers ?c :customer/city \"Richmond\"]]");

        query.person().sees().button("Format").click();

        assertThat(query.person().page().locator(".cm-line")).hasCount(4);
    }

    @Test
    void attributeOfTheSchema_isInsertedByAClick(People people) {
        QueryPage query = people.engineer().newQuery();
        query.editor().write("[:find ?n :in $customers :where [$customers ?c ");
        query.editor().type("");
        Area schema = new Area(query.person().sees().named(AriaRole.COMPLEMENTARY, "Schema"));

        schema.field("Search attributes").fill("credit");
        schema.starting(AriaRole.BUTTON, ":customer/credit-limit").click();

        query.editor().shows("?c :customer/credit-limit");
        assertThat(schema.starting(AriaRole.BUTTON, ":customer/credit-limit").locator(".count"))
                .not()
                .hasText("0");
    }

    @Test
    void privateAttributes_areNeitherOfferedNorListed(People people) {
        QueryPage query = people.engineer().newQuery();
        Area schema = new Area(query.person().sees().named(AriaRole.COMPLEMENTARY, "Schema"));
        schema.field("Search attributes").fill("customer");
        assertThat(schema.starting(AriaRole.BUTTON, ":customer/city")).isVisible();
        assertThat(schema.text(":customer/email")).hasCount(0);
        assertThat(schema.text(":customer/tax-id")).hasCount(0);

        query.editor().write("[:find ?n :in $customers :where [$customers ?c :customer");
        query.editor().type("/");

        assertThat(query.editor().offer(":customer/city")).isVisible();
        assertThat(query.editor().offers().getByText(":customer/email")).hasCount(0);
    }
}
