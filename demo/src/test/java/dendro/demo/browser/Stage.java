package dendro.demo.browser;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dendro.demo.RunningDemo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The services and the browser that all stories of a process share. Started by the first of them and stopped when the
 * process ends: the build runs each test class by itself, so nobody else knows which story is the last.
 */
final class Stage implements AutoCloseable {

    /** What a test waits for comes within milliseconds; this is how long a busy machine may take. */
    static final double PATIENCE = 20_000;

    private static @Nullable Stage shared;

    private final RunningDemo demo;
    private final RunningDemo.SavedQueries savedQueries;
    private final Chromium chromium;
    private RunningDemo.@Nullable SavedQueries other;

    private Stage() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "browser-");
            chromium = Chromium.start(
                    Path.of("../saved-queries-ui/web").toAbsolutePath().normalize(), folder);
            demo = RunningDemo.start(folder);
            savedQueries = demo.savedQueries("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    /** For the one thread that runs tests. */
    static Stage shared() {
        Stage set = shared == null ? new Stage() : shared;
        if (shared == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(set::close, "stage-closing"));
            shared = set;
        }
        return set;
    }

    RunningDemo demo() {
        return demo;
    }

    RunningDemo.SavedQueries savedQueries() {
        return savedQueries;
    }

    RunningDemo.SavedQueries otherSavedQueries() {
        RunningDemo.SavedQueries started = other == null ? demo.savedQueries("stale: 0s\n") : other;
        other = started;
        return started;
    }

    Chromium chromium() {
        return chromium;
    }

    @Override
    public void close() {
        chromium.close();
        savedQueries.close();
        if (other != null) {
            other.close();
        }
        demo.close();
    }
}
