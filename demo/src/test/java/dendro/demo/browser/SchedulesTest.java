package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

@Story
class SchedulesTest {

    @Test
    void schedule_isMadeChangedAndRemoved(People people) {
        QueryPage query = people.analyst()
                .query(people.api("analyst").save("Run by itself", "[:find ?x :in $customers :where [(ground 1) ?x]]"));
        query.tab("About");
        Person person = query.person();
        person.sees().button("Add a schedule").click();
        Area dialog = person.dialog();
        dialog.field("Every").selectOption("week");
        dialog.field("Day of the week").selectOption("Friday");
        dialog.field("At").fill("07:30");
        dialog.field("Results to keep").fill("12");
        dialog.button("Save").click();

        assertThat(person.sees().css(".schedules .card")).containsText("every week at friday 07:30 UTC");
        assertThat(person.sees().css(".schedules .card")).containsText("keeps 12 results");

        person.goes("Schedules");
        Area card = new Area(
                person.sees().css(".schedules .card").filter(new Locator.FilterOptions().setHasText("Run by itself")));
        card.button("Change").click();
        person.dialog().field("Every").selectOption("hour");
        person.dialog().field("At").selectOption(":15");
        person.dialog().button("Save").click();

        assertThat(card.whole()).containsText("every hour at :15 UTC");
        assertThat(card.whole()).containsText("next run");

        card.button("Remove").click();
        assertThat(card.whole()).hasCount(0);
    }

    @Test
    void hookThatIsNotAllowed_isRefusedInWords(People people) {
        Person person = people.analyst();
        QueryPage query = person.query(
                people.api("analyst").save("Tells a hook", "[:find ?x :in $customers :where [(ground 1) ?x]]"));
        person.expects(400, "/api/schedules");
        person.expects(403, "/api/schedules");
        query.tab("About");
        person.sees().button("Add a schedule").click();
        Area dialog = person.dialog();
        dialog.box("Tell a webhook when a condition holds").check();
        dialog.field("Than").fill("20");
        dialog.field("Address of the webhook").fill("https://hooks.example.com/late");

        dialog.button("Save").click();

        assertThat(dialog.alert()).containsText("hooks.example.com");
    }
}
