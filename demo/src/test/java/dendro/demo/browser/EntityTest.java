package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@Story
class EntityTest {

    private static final String BOUGHT = """
            [:find ?p ?customer
             :keys purchase customer
             :in $purchases
             :where
             [$purchases ?p :purchase/id "pur-108"]
             [$purchases ?p :purchase/customer-id ?customer]]""";

    @Test
    void entityId_opensTheEntityAsOfTheCursorOfTheAnswer(People people) {
        Person person = asked(people);

        person.query().table().cell(1, 1).getByRole(AriaRole.BUTTON).click();

        Area drawer = person.dialog();
        assertThat(drawer.heading("purchases pur-108")).isVisible();
        assertThat(drawer.css(".drawer-when")).hasText(Pattern.compile("as of t \\d+"));
        assertThat(drawer.whole()).containsText("purchase/status");
    }

    @Test
    void idThatRefersIntoAnotherDatabase_opensThereAsOfTheSameMoment(People people) {
        Person person = asked(people);

        person.query().table().cell(1, 2).getByRole(AriaRole.BUTTON).click();

        Area drawer = person.dialog();
        assertThat(drawer.heading("customers cus-quercus")).isVisible();
        assertThat(attribute(drawer, "customer/city")).containsText("São Paulo");
        assertThat(drawer.text("customer/email")).hasCount(0);

        drawer.button("pur-108").click();

        assertThat(drawer.heading("purchases pur-108")).isVisible();
        drawer.button("Back").click();
        assertThat(drawer.heading("customers cus-quercus")).isVisible();
        person.press("Escape");
        assertThat(drawer.whole()).hasCount(0);
    }

    @Test
    void history_saysWhereAValueCameFromAndWhatCameAfterTheCursor(People people) {
        Person person = asked(people);
        person.query().table().cell(1, 2).getByRole(AriaRole.BUTTON).click();
        Area drawer = person.dialog();

        drawer.button("Where does the value of customer/city come from?").click();

        Locator changes = drawer.css("table.history tbody tr");
        assertThat(changes).hasCount(3);
        assertThat(changes.filter(new Locator.FilterOptions().setHasText("Richmond")))
                .containsText("after the cursor");
        assertThat(changes.last()).containsText("São Paulo");
        assertThat(changes.last()).not().containsText("after the cursor");

        drawer.choice("Attribute").selectOption("all");

        assertThat(drawer.whole()).containsText(":customer/credit-limit");
        assertThat(drawer.text(":customer/email")).hasCount(0);
    }

    /** Who bought pur-108, asked five days later. */
    private static Person asked(People people) {
        Person person = people.analyst();
        String id = people.api("analyst").save("Who bought pur-108", BOUGHT);
        person.at("/queries/" + id + "?at=2025-11-20T00%3A00%3A00.000Z");
        person.query().isReady();
        person.query().run();
        return person;
    }

    private static Locator attribute(Area drawer, String name) {
        return drawer.css(".entity-state tr").filter(new Locator.FilterOptions().setHasText(name));
    }
}
