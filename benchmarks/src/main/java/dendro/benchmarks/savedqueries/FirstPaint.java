package dendro.benchmarks.savedqueries;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The list of saved queries in a real Chromium, each time in a browser context of its own that has nothing cached: when
 * something is painted first, and when the queries are there.
 */
final class FirstPaint {

    private static final String PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1";

    private final Path root;

    /** With what builds the page: Playwright's other half is among it. */
    FirstPaint(Path root) {
        this.root = root;
    }

    /**
     * When it was seen, from the beginning of the navigation.
     *
     * @param paintMillis that something was painted
     * @param listMillis that the first query was there, as a script sees it
     */
    record Seen(double paintMillis, double listMillis) {}

    /** So many times, after once that does not count. */
    List<Seen> measure(URI service, String token, int times) {
        System.setProperty("playwright.cli.dir", driver().toString());
        Playwright.CreateOptions options = new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_NODEJS_PATH", onPath("node").toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        try (Playwright playwright = Playwright.create(options);
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(onPath("chromium"))
                                .setArgs(List.of(
                                        "--no-sandbox",
                                        "--disable-dev-shm-usage",
                                        "--disable-gpu",
                                        "--disable-quic",
                                        "--disable-background-networking")))) {
            List<Seen> seen = new ArrayList<>();
            for (int time = 0; time <= times; time++) {
                seen.add(one(browser, service, token));
            }
            return seen.subList(1, seen.size());
        }
    }

    private static Seen one(Browser browser, URI service, String token) {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 800))) {
            context.addCookies(List.of(new Cookie("dendro-session", token).setUrl(service.toString())));
            Page page = context.newPage();
            page.navigate(service.toString() + "/");
            page.locator(".query-list li").first().waitFor(new Locator.WaitForOptions().setTimeout(30_000));
            double list = ((Number) page.evaluate("performance.now()")).doubleValue();
            page.waitForFunction(PAINTED + " > 0");
            return new Seen(((Number) page.evaluate(PAINTED)).doubleValue(), list);
        }
    }

    /** Where Playwright looks for what it runs in Node.js. */
    private Path driver() {
        Path installed = root.resolve("saved-queries-ui/web/node_modules/playwright-core")
                .toAbsolutePath()
                .normalize();
        try {
            Path folder = Files.createTempDirectory("playwright");
            Files.createSymbolicLink(folder.resolve("package"), installed);
            folder.toFile().deleteOnExit();
            folder.resolve("package").toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no " + program + " on the PATH (Debian: apt-get" + " install chromium nodejs)."));
    }
}
