package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The pictures of the documentation; {@code bin/screenshots} makes them. */
@Story
class Screenshots {

    private static final Path IMAGES = Path.of("../docs/images");
    private static final Look TALL = new Look(1280, 1080, false);

    @Test
    void list(People people) {
        Api api = people.api("analyst");
        for (String name : new String[] {"Where a customer lived", "What is spent, by category", "Bills past due"}) {
            String id = api.idOf(name);
            api.run(id);
            api.run(id);
            people.api("engineer").run(id);
            api.send("PUT", "/api/queries/" + id + "/favourite", "");
        }
        Person person = people.analyst();
        assertThat(person.list().rows().first()).isVisible();

        picture(person, "saved-queries-list");
    }

    @Test
    void queryWithItsAnswer(People people) {
        QueryPage query = opened(people, "Purchases of a customer");
        query.run();

        picture(query.person(), "saved-queries-query");
    }

    @Test
    void chart(People people) {
        QueryPage query = opened(people, "What is spent, by category");
        query.run();
        query.tab("Chart");
        query.person().page().waitForFunction(ChartsTest.DRAWN);

        picture(query.person(), "saved-queries-chart");
    }

    @Test
    void reproducedRun(People people) {
        Api api = people.api("analyst");
        Person person = people.analyst().at("/runs/" + api.run(api.idOf("What is spent, by category")));
        person.sees().button("Reproduce").click();
        assertThat(person.sees().heading("Identical")).isVisible();

        picture(person, "saved-queries-reproduced");
    }

    @Test
    void historyOfAnEntity(People people) {
        Person person = people.analyst()
                .at("/queries/" + people.api("analyst").idOf("Purchases of a customer")
                        + "?at=2025-11-20T00%3A00%3A00.000Z");
        person.query().run();
        person.query().table().cell(1, 1).getByRole(AriaRole.BUTTON).click();
        person.dialog().button("cus-quercus customers").click();
        person.dialog().tab("History").click();
        assertThat(person.dialog().css(".history")).isVisible();

        picture(person, "saved-queries-history");
    }

    @Test
    void statistics(People people) {
        Api api = people.api("analyst");
        String[] names = {
            "Purchases by status", "Customers by city", "Owed past due, by city", "Income and limit by job"
        };
        for (int at = 0; at < names.length; at++) {
            for (int run = 0; run <= 3 * at; run++) {
                people.api(run % 2 == 0 ? "analyst" : "engineer").run(api.idOf(names[at]));
            }
        }
        Person person = people.analyst(TALL).at("/statistics");
        assertThat(person.page().locator("canvas").first()).isVisible();

        picture(person, "saved-queries-statistics");
    }

    @Test
    void onAPhoneInTheDark(People people) {
        Person person = people.analyst(Look.PHONE.inTheDark());
        person.at("/queries/" + people.api("analyst").idOf("What is spent, by category"));
        person.query().run();

        picture(person, "saved-queries-phone");
    }

    private static QueryPage opened(People people, String name) {
        QueryPage query = people.analyst(TALL).query(people.api("analyst").idOf(name));
        assertThat(query.editor().content()).isVisible();
        return query;
    }

    private static void picture(Person person, String name) {
        person.page().waitForFunction("document.fonts.ready.then(() => true)");
        byte[] png =
                person.page().screenshot(new Page.ScreenshotOptions().setAnimations(ScreenshotAnimations.DISABLED));
        FewColours.write(png, IMAGES.resolve(name + ".png"));
    }
}
