package dendro.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import dendro.demo.RunningDemo;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Whoever uses the page in a test, each with a browser profile of their own. */
final class People {

    private final Stage stage;
    private final List<Person> all = new ArrayList<>();

    People(Stage stage) {
        this.stage = stage;
    }

    /** Who is in all teams. */
    Person analyst() {
        return signedIn("analyst", Look.LAPTOP);
    }

    /** Who is in the team growth. */
    Person engineer() {
        return signedIn("engineer", Look.LAPTOP);
    }

    /** Who is in the team risk. */
    Person dataScientist() {
        return signedIn("data-scientist", Look.LAPTOP);
    }

    /** The analyst before another screen. */
    Person analyst(Look look) {
        return signedIn("analyst", look);
    }

    /** Somebody whom the service does not know. */
    Person stranger() {
        return come(stage.savedQueries().uri(), Look.LAPTOP, "");
    }

    /** The analyst at another service. */
    Person analystAt(RunningDemo.SavedQueries other) {
        return come(other.uri(), Look.LAPTOP, "analyst");
    }

    /** A second service of saved queries, which a test may crash. What nobody runs is stale there at once. */
    RunningDemo.SavedQueries otherSavedQueries() {
        return stage.otherSavedQueries();
    }

    /** The service without a browser, as a person with this role. */
    Api api(String role) {
        return new Api(stage.savedQueries().uri(), role);
    }

    /** The other service without a browser, as the analyst. */
    Api apiOfOther() {
        return new Api(stage.otherSavedQueries().uri(), "analyst");
    }

    /** Where the query-service listens. */
    URI queryService() {
        return stage.demo().queryService();
    }

    private Person signedIn(String role, Look look) {
        return come(stage.savedQueries().uri(), look, role);
    }

    private Person come(URI home, Look look, String role) {
        BrowserContext context = stage.chromium()
                .browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(home.toString())
                        .setViewportSize(look.width(), look.height())
                        .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                        .setLocale("en-GB")
                        .setTimezoneId("UTC")
                        .setAcceptDownloads(true)
                        .setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(Stage.PATIENCE);
        if (!role.isEmpty()) {
            context.addCookies(List.of(new Cookie("dendro-session", "demo:" + role).setUrl(home.toString())));
        }
        Person person = new Person(context, home);
        all.add(person);
        return person;
    }

    /**
     * Closes what they had open.
     *
     * @throws AssertionError if something went wrong in a browser of theirs that the test did not expect
     */
    void goHome(String test, boolean failed) {
        List<String> troubles = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            troubles.addAll(all.get(at).leave(failed ? test + "-" + at : ""));
        }
        assertThat(troubles).as("troubles in the browser").isEmpty();
    }
}
