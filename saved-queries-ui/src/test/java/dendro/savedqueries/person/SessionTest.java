package dendro.savedqueries.person;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.savedqueries.Page;
import dendro.savedqueries.World;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in, and by which doors. */
class SessionTest {

    private static final World WORLD = World.shared();

    @Test
    void whoeverSignsIn_isWhomTheQueryServiceTakesThemFor() throws Exception {
        Page page = WORLD.page("ana");

        assertThat(page.get("/api/session").json()).isEqualTo(Page.JSON.readTree("""
                {"person": {"name": "ana", "roles": ["analyst"], "teams": ["risk"]}, "demo": false, "provider": null}
                """));
    }

    @Test
    void nobody_isNobody() throws Exception {
        assertThat(WORLD.page().get("/api/session").json())
                .isEqualTo(Page.JSON.readTree("{\"person\": null, \"demo\": false, \"provider\": null}"));
        Page.Response refused = WORLD.page().get("/api/queries");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.problem()).isEqualTo("not-signed-in");
    }

    @Test
    void cookie_isOutOfReachOfScriptsAndOfOtherSites() {
        Page.Response signedIn = WORLD.page().post("/api/session", "{\"token\": \"" + World.token("ana") + "\"}");

        assertThat(signedIn.header("Set-Cookie").orElseThrow())
                .startsWith("dendro-session=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Secure");
    }

    @Test
    void whoeverSignsOut_isToldToForget() {
        Page.Response out = WORLD.page("ana").delete("/api/session");

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie").orElseThrow())
                .startsWith("dendro-session=;")
                .contains("Max-Age=0");
    }

    @Test
    void program_sendsItsTokenAndNeedsNoCookie() {
        Page nobody = WORLD.page();

        assertThat(nobody.raw(nobody.request("/api/nowhere").header("Authorization", "Bearer " + World.token("ana")))
                        .status())
                .isEqualTo(404);
        assertThat(nobody.raw(nobody.request("/api/nowhere").header("Authorization", "Bearer wrong"))
                        .status())
                .isEqualTo(401);
        assertThat(nobody.raw(nobody.request("/api/nowhere")
                                .header("Authorization", "Bearer " + World.token("ana"))
                                .POST(HttpRequest.BodyPublishers.noBody()))
                        .status())
                .isEqualTo(404);
    }

    /** 405: it got through to where only GET is served. */
    @ParameterizedTest
    @CsvSource({
        "page, '',           '',                 405",
        "page, same-origin,  '',                 405",
        "page, '',           http://HOST,        405",
        "page, same-origin,  http://HOST,        405",
        "'',   '',           '',                 403",
        "'',   same-origin,  http://HOST,        403",
        "page, cross-site,   '',                 403",
        "page, same-site,    '',                 403",
        "page, '',           http://evil.example, 403",
        "page, '',           'null',             403",
        "page, '',           http://HOST.evil.example, 403",
        "other, '',          '',                 403",
    })
    void changeByCookie_comesFromThePageOnly(String header, String fetchSite, String origin, int status) {
        Page page = WORLD.page("ana");
        HttpRequest.Builder request = page.request("/api/session").PUT(HttpRequest.BodyPublishers.noBody());
        set(request, "Dendro-Request", header);
        set(request, "Sec-Fetch-Site", fetchSite);
        set(request, "Origin", origin.replace("HOST", WORLD.uri().getAuthority()));

        Page.Response answer = page.raw(request);

        assertThat(answer.status()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.problem()).isEqualTo("cross-site");
        }
    }

    private static void set(HttpRequest.Builder request, String name, String value) {
        if (!value.isEmpty()) {
            request.header(name, value);
        }
    }

    @Test
    void tokenThatNoCookieHolds_isRefusedInWords() {
        Page.Response answer = WORLD.page().post("/api/session", "{\"token\": \"a; b\"}");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("detail").asText()).contains("cookie can hold");
    }

    @Test
    void demoRole_isNothingWhereThereIsNoDemo() {
        assertThat(WORLD.page().post("/api/session", "{\"role\": \"analyst\"}").status())
                .isEqualTo(401);
        assertThat(WORLD.page()
                        .post("/api/session", "{\"token\": \"demo:analyst\"}")
                        .status())
                .isEqualTo(401);
    }
}
