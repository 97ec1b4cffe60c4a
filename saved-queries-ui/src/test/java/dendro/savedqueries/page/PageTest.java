package dendro.savedqueries.page;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.savedqueries.Page;
import dendro.savedqueries.World;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser is given before anybody has signed in. */
class PageTest {

    private static final Page NOBODY = World.shared().page();

    /** The address of the script that the page begins with; its name changes with it. */
    private static final String SCRIPT = Pattern.compile("/assets/[^\"]+\\.js")
            .matcher(NOBODY.get("/").body())
            .results()
            .findFirst()
            .orElseThrow()
            .group();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/queries", "/queries/7?version=3", "/runs/1/compare/2", "/shared/abc", "/index.html"})
    void everyPlaceOfThePage_isThePage(String path) {
        Page.Response answer = NOBODY.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.header("Cache-Control")).contains("no-cache");
        assertThat(answer.body()).contains("<div id=\"page\">");
    }

    @Test
    void fileWhoseNameChangesWithIt_isKeptForEver() {
        Page.Response answer = NOBODY.get(SCRIPT);

        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(answer.header("Cache-Control").orElseThrow()).contains("immutable", "max-age=31536000");
    }

    @Test
    void files_travelCompressed() throws Exception {
        Page.Response answer = NOBODY.raw(NOBODY.request(SCRIPT).header("Accept-Encoding", "gzip"));

        assertThat(answer.header("Content-Encoding")).contains("gzip");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(answer.raw().body())).readAllBytes();
        assertThat(new String(plain, StandardCharsets.UTF_8)).contains("import");
        assertThat(plain.length).isGreaterThan(answer.raw().body().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/missing.js",
                "/assets/missing",
                "/missing.png",
                "/assets/%2e%2e/index.html",
                "/..%2fdendro/savedqueries/database/V1__saved_queries.sql",
                "/dendro/savedqueries/Json.class",
                "/META-INF/MANIFEST.MF",
            })
    void everyOtherFile_isNotThere(String path) {
        assertThat(NOBODY.get(path).status()).isIn(400, 404);
    }

    @ParameterizedTest
    @MethodSource("everyKindOfAddress")
    void everyAnswer_tellsBrowsersWhatTheyMayDo(String path) {
        Page.Response answer = NOBODY.get(path);

        String policy = answer.header("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .contains("script-src 'self';", "default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'");
        assertThat(policy).doesNotContain("unsafe-eval").doesNotContain("script-src 'self' 'unsafe-inline'");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
        if (path.startsWith("/api")) {
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
    }

    static List<String> everyKindOfAddress() {
        return List.of("/", SCRIPT, "/api/session", "/api/queries", "/nowhere.js");
    }
}
