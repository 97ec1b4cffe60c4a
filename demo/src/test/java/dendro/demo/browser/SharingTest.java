package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

@Story
class SharingTest {

    @Test
    void linkForColleagues_carriesVersionParametersAndMoment(People people) {
        QueryPage query = people.analyst().list().open("Purchases of a customer");
        query.parameters().fieldStarting("customer").fill("cus-000007");
        query.time().fieldStarting("an instant").check();
        query.time().field("Instant in UTC").fill("2025-11-20T00:00");
        query.person().sees().button("Share").click();
        String link = query.person().dialog().field("For colleagues").inputValue();
        assertThat(link).contains("version=1", "p.customer=cus-000007", "at=2025-11-20");

        Person colleague = people.dataScientist().at(link);

        QueryPage opened = colleague.query();
        opened.isReady();
        assertThat(opened.parameters().fieldStarting("customer")).hasValue("cus-000007");
        assertThat(opened.time().field("Instant in UTC")).hasValue("2025-11-20T00:00");
        opened.run();
        assertThat(opened.meta()).containsText("read at");
    }

    @Test
    void readOnlyLink_showsTheAnswerToWhoeverHasItUntilItIsWithdrawn(People people) {
        QueryPage query = people.analyst().list().open("Purchases by status");
        query.run();
        query.person().sees().button("Share").click();
        Area dialog = query.person().dialog();
        dialog.field("Valid for").selectOption("7 days");
        dialog.button("Make a read-only link").click();
        String link = dialog.field("For people outside the team").inputValue();

        Person stranger = people.stranger().at(URI.create(link).getPath());

        assertThat(stranger.sees().heading("Purchases by status")).isVisible();
        assertThat(stranger.sees().text("read-only")).isVisible();
        Table table = new Table(stranger, stranger.sees().region("Results"));
        assertThat(table.region()).containsText(":charged-back");
        assertThat(stranger.page().locator("canvas")).isVisible();
        assertThat(stranger.sees().link("Queries")).hasCount(0);

        stranger.expects(404, "/api/shared/");
        dialog.button("Withdraw the link").click();
        assertThat(dialog.text("The link has been withdrawn.")).isVisible();
        stranger.page().reload();
        assertThat(stranger.sees().alert()).isVisible();
    }
}
