package dendro.demo.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Somebody with a browser window. */
final class Person {

    private final BrowserContext context;
    private final Page page;
    private final Troubles troubles;
    private final URI home;

    Person(BrowserContext context, URI home) {
        this.context = context;
        this.home = home;
        page = context.newPage();
        troubles = new Troubles(page);
    }

    Page page() {
        return page;
    }

    /** The whole page. */
    Area sees() {
        return new Area(page.locator("body"));
    }

    /** The dialog or drawer in front. */
    Area dialog() {
        return new Area(page.locator("dialog[open]"));
    }

    /** Goes to an address. */
    Person at(String path) {
        page.navigate(home.resolve(path).toString());
        return this;
    }

    /** Opens the list of queries. */
    QueryList list() {
        at("/queries");
        return new QueryList(this);
    }

    /** Opens a saved query. */
    QueryPage query(String id) {
        at("/queries/" + id);
        QueryPage opened = new QueryPage(this);
        opened.isReady();
        return opened;
    }

    /** The page of a query that is shown already. */
    QueryPage query() {
        return new QueryPage(this);
    }

    /** Opens the page of a new query. */
    QueryPage newQuery() {
        return query("new");
    }

    /** Goes to another page by the navigation at the top. */
    void goes(String name) {
        new Area(page.getByRole(AriaRole.NAVIGATION)).link(name).click();
    }

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    /** Their system now prefers dark colours. */
    void inTheDark() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    }

    /** An answer with this status from an address that holds this is what the test wants. */
    void expects(int status, String address) {
        troubles.expect(status, address);
    }

    /** The service is away for a while. */
    void expectsNoService() {
        troubles.expectNoService();
    }

    List<String> leave(String screenshot) {
        try {
            if (!screenshot.isEmpty()) {
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(Path.of("target", "browser", screenshot + ".png"))
                        .setFullPage(true));
            }
            // What the page has said so far is heard only while Playwright is asked something.
            page.evaluate("0");
            context.close();
            return troubles.seen();
        } catch (PlaywrightException e) {
            return List.of("the page cannot be left: " + e.getMessage());
        }
    }
}
