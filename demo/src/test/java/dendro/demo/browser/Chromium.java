package dendro.demo.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The machine's own Chromium, driven by Playwright. Playwright's other half is run by the machine's own Node.js, from the
 * packages that the page is built with.
 */
final class Chromium implements AutoCloseable {

    /** No look for hosts that tests must not depend on, and the same picture whatever the screen. */
    private static final List<String> FLAGS = List.of(
            "--disable-lcd-text",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Starts it.
     *
     * @param web the folder of the page's sources and packages
     * @param folder where what it needs is put together
     */
    static Chromium start(Path web, Path folder) {
        System.setProperty("playwright.cli.dir", driver(web, folder).toString());
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        List<String> flags = new ArrayList<>(FLAGS);
        if ("root".equals(System.getProperty("user.name"))) {
            flags.add("--no-sandbox");
        }
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program("chromium", "chromium-browser", "google-chrome"))
                        .setArgs(flags));
        return new Chromium(playwright, browser);
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Path driver(Path web, Path folder) {
        Path packages = web.resolve("node_modules/playwright-core");
        if (!Files.exists(packages)) {
            throw new IllegalStateException("There is no " + packages + "; building saved-queries-ui makes it.");
        }
        try {
            Path driver = Files.createDirectories(folder.resolve("playwright"));
            Files.createSymbolicLink(driver.resolve("node"), program("node"));
            Files.createSymbolicLink(driver.resolve("package"), packages);
            return driver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path program(String... names) {
        List<Path> folders =
                Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of).toList();
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no " + names[0]
                        + " on the PATH; bin/test installs it (Debian: apt-get install " + names[0] + ")."));
    }
}
