package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@Story
class RunningTest {

    @Test
    void ctrlEnter_runsTheExampleThatWasOpened(People people) {
        QueryPage query = people.analyst().list().open("What is spent, by category");

        query.editor().content().click();
        query.person().press("Control+Enter");
        Table table = query.answered();

        assertThat(query.meta()).containsText("8 rows");
        assertThat(table.rows()).hasCount(8);
        assertThat(table.region()).containsText("median");
    }

    @Test
    void table_isSortedAndFilteredWithoutAskingAgain(People people) {
        QueryPage query = people.analyst().list().open("What is spent, by category");
        Table table = query.run();

        table.sortBy("cents");
        table.sortBy("cents");

        assertThat(table.region().getByRole(AriaRole.COLUMNHEADER).nth(2)).hasAttribute("aria-sort", "descending");
        assertThat(table.column(3).stream().map(Long::valueOf).toList())
                .hasSize(8)
                .isSortedAccordingTo(Comparator.reverseOrder());

        query.person().sees().field("Filter the rows").fill("books");

        assertThat(table.rows()).hasCount(1);
        assertThat(query.meta()).containsText("1 pass the filter");

        query.person().sees().field("Filter the rows").fill("");
        query.person().sees().button("Filter by column").click();
        query.person().sees().field("Filter by purchases").fill("> 250");

        assertThat(query.meta()).containsText("pass the filter");
        assertThat(table.column(2).stream().map(Long::valueOf).toList()).allMatch(count -> count > 250);
    }

    @Test
    void parameters_areChangedWithoutTouchingTheQuery(People people) {
        QueryPage query = people.engineer().list().open("Large purchases of a category");
        query.run();

        query.parameters().fieldStarting("least").fill("lots");

        assertThat(query.parameters().text("This is not a number such as 108 or 0.05."))
                .isVisible();

        query.parameters().fieldStarting("least").fill("150000");
        query.parameters().fieldStarting("category").selectOption(":travel");
        Table table = query.run();

        assertThat(query.person().page()).hasURL(Pattern.compile("p\\.category=%3Atravel&p\\.least=150000"));
        assertThat(table.rows().first()).isVisible();
        assertThat(table.column(2).stream().map(Long::valueOf).toList()).allMatch(cents -> cents >= 150_000);
        assertThat(query.person().sees().text("not saved")).hasCount(0);
        query.editor().shows("?least ?category");
    }

    @Test
    void instantAndCursor_askOfThePast(People people) {
        QueryPage query = people.engineer().list().open("Where a customer lived");
        assertThat(query.run().cell(1, 3)).hasText("Richmond");

        query.time().fieldStarting("an instant").check();
        query.time().field("Instant in UTC").fill("2025-11-20T00:00");
        Table then = query.run();

        assertThat(then.cell(1, 3)).hasText("São Paulo");
        String cursor = query.meta().locator(".cursor-chip").innerText();

        query.time().fieldStarting("now").check();
        assertThat(query.run().cell(1, 3)).hasText("Richmond");
        query.time().fieldStarting("a saved cursor").check();
        query.time().css("select").selectOption(new SelectOption().setIndex(1));
        Table again = query.run();

        assertThat(again.cell(1, 3)).hasText("São Paulo");
        assertThat(query.meta().locator(".cursor-chip")).hasText(cursor);
    }

    @Test
    void answer_isDownloadedWholeInEveryFormat(People people) throws IOException {
        QueryPage query = people.analyst().list().open("Customers by city");
        query.run();

        String csv = new String(download(query, "CSV"), StandardCharsets.UTF_8);
        byte[] arrow = download(query, "Arrow");
        String edn = new String(download(query, "EDN"), StandardCharsets.UTF_8);

        assertThat(csv).startsWith("\"city\",\"customers\"\r\n").contains("\"Richmond\",");
        assertThat(csv.lines()).hasSize(1 + query.table().rows().count());
        // An Arrow stream begins with the mark of a message.
        assertThat(arrow).startsWith(0xff, 0xff, 0xff, 0xff);
        assertThat(new String(arrow, StandardCharsets.UTF_8)).contains("customers", "Richmond");
        assertThat(edn).startsWith("{").contains(":rows", "\"Richmond\"");
    }

    private static byte[] download(QueryPage query, String format) throws IOException {
        query.person().sees().css("summary").getByText("Download").click();
        Download download = query.person()
                .page()
                .waitForDownload(() -> query.person().sees().link(format).click());
        return Files.readAllBytes(download.path());
    }

    @Test
    void copy_takesWhatIsShownInItsOrder(People people) {
        QueryPage query = people.analyst().list().open("Purchases by status");
        Table table = query.run();
        table.sortBy("purchases");

        query.person().sees().button("Copy").click();

        assertThat(query.person().sees().button("Copied")).isVisible();
        String copied = (String) query.person().page().evaluate("navigator.clipboard.readText()");
        assertThat(copied.lines().toList())
                .hasSize(3)
                .startsWith("status\tpurchases")
                .element(1)
                .asString()
                .startsWith(":charged-back\t");
    }

    @Test
    void list_isOneValueALine(People people) {
        QueryPage query = people.analyst().list().open("Customers of some jobs");

        query.parameters().fieldStarting("jobs").fill("Philosopher");
        Table table = query.run();

        assertThat(table.rows()).hasCount(1);
        assertThat(table.cell(1, 1)).hasText("cus-quercus");
    }
}
