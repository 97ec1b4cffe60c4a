package dendro.savedqueries.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import dendro.savedqueries.Page;
import dendro.savedqueries.RunningSavedQueries;
import dendro.savedqueries.World;
import dendro.savedqueries.signin.TestProvider.Manners;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with a real provider before the real query-service, as intended and as attackers would. */
class OidcTest {

    private static TestProvider provider;
    private static World world;

    private final Browser browser = new Browser();

    @BeforeAll
    static void start() {
        provider = TestProvider.start();
        world = World.start(settings(provider.uri(), ""), """
                  oidc: {issuer: "%s", audience: dendro, jwks: "%s"}
                """.formatted(
                        provider.uri(), provider.uri().resolve("/keys")));
    }

    @AfterAll
    static void stop() {
        world.close();
        provider.close();
    }

    @BeforeEach
    void treatPeopleWell() {
        provider.treats(new Manners());
    }

    private static String settings(URI issuer, String more) {
        return "oidc: {issuer: \"%s\", name: Forest login, clientId: %s, clientSecret: \"%s\"%s}"
                .formatted(issuer, TestProvider.CLIENT, TestProvider.SECRET, more);
    }

    private static URI start(String returnTo) {
        return world.uri().resolve("/api/session/oidc?return=" + URLEncoder.encode(returnTo, StandardCharsets.UTF_8));
    }

    /** Where the provider sends the browser back to. */
    private URI answered(String returnTo) {
        return browser.sentFrom(browser.sentFrom(start(returnTo)));
    }

    private String signInPage(String problem, String returnTo) {
        return world.uri() + "/sign-in?problem=" + problem + "&return="
                + URLEncoder.encode(returnTo, StandardCharsets.UTF_8);
    }

    private static void treat(Consumer<Manners> how) {
        Manners manners = new Manners();
        how.accept(manners);
        provider.treats(manners);
    }

    @Test
    void whoeverSignsIn_isBackWhereTheyWere_andWhomTheQueryServiceTakesThemFor() throws Exception {
        URI there = browser.sentFrom(answered("/queries/7?version=2&p=%22a%22"));

        assertThat(there).isEqualTo(world.uri().resolve("/queries/7?version=2&p=%22a%22"));
        assertThat(Page.JSON.readTree(
                        browser.open(world.uri().resolve("/api/session")).body()))
                .isEqualTo(Page.JSON.readTree("""
                        {"person": {"name": "ana", "roles": ["analyst"], "teams": ["risk"]}, "demo": false,
                         "provider": "Forest login"}
                        """));
        assertThat(browser.open(world.uri().resolve("/api/queries")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void providerIsAskedWithStateNonceAndAChallenge_andTheirOriginalsStayInTheBrowser() {
        URI question = browser.sentFrom(start("/"));

        assertThat(question.toString()).startsWith(provider.uri() + "/authorize?");
        assertThat(question.getRawQuery())
                .contains(
                        "response_type=code",
                        "scope=openid",
                        "client_id=" + TestProvider.CLIENT,
                        "code_challenge_method=S256",
                        "state=",
                        "nonce=",
                        "redirect_uri="
                                + URLEncoder.encode(
                                        world.uri() + "/api/session/oidc/callback", StandardCharsets.UTF_8));
        String verifier =
                browser.cookie("dendro-sign-in").orElseThrow().getValue().split("\\.", -1)[2];
        assertThat(question.toString()).doesNotContain(verifier);
    }

    @Test
    void cookies_areOutOfReachOfScripts_andEndWithTheAttemptAndWithTheToken() {
        treat(manners -> manners.lifetime = 120);
        HttpResponse<String> left = browser.open(start("/"));
        assertThat(left.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("dendro-sign-in=")
                .contains("HttpOnly", "SameSite=Lax", "Max-Age=600", "Path=/");

        HttpResponse<String> back = browser.open(browser.sentFrom(
                left.headers().firstValue("Location").map(URI::create).orElseThrow()));

        List<String> set = back.headers().allValues("Set-Cookie");
        assertThat(set).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("dendro-session=")
                .contains("HttpOnly", "SameSite=Strict", "Max-Age=120", "Path=/")
                .doesNotContain("Secure"));
        assertThat(set)
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("dendro-sign-in=;").contains("Max-Age=0"));
        assertThat(browser.allCookies()).extracting(HttpCookie::getName).containsExactly("dendro-session");
    }

    @Test
    void cookieOfATokenWhoseEndIsNotSaid_endsWithTheBrowser() {
        treat(manners -> manners.lifetime = 0);
        browser.sentFrom(answered("/"));

        assertThat(browser.cookie("dendro-session").orElseThrow().getMaxAge()).isEqualTo(-1);
    }

    @Test
    void whenTheTokenHasExpired_thePageIsToldThatNobodyIsSignedIn() {
        Date past = Date.from(Instant.now().minusSeconds(600));
        String expired = provider.accessToken(manners(m -> m.accessToken = claims -> claims.expirationTime(past)));

        Page.Response answer = world.page()
                .raw(HttpRequest.newBuilder(world.uri().resolve("/api/queries"))
                        .header("Cookie", "dendro-session=" + expired));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("not-signed-in");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("denied", manners(m -> m.refusal = Optional.of(OAuth2Error.ACCESS_DENIED))),
                Arguments.of(
                        "provider-refused",
                        manners(m -> m.refusal =
                                Optional.of(new ErrorObject("invalid_scope", "<script>alert(1)</script>")))),
                Arguments.of("not-genuine", manners(m -> m.forges = true)),
                Arguments.of("not-genuine", manners(m -> m.idToken = claims -> claims.claim("nonce", "of-another"))),
                Arguments.of("not-genuine", manners(m -> m.idToken = claims -> claims.claim("nonce", null))),
                Arguments.of("not-genuine", manners(m -> m.idToken = claims -> claims.audience("another-client"))),
                Arguments.of("not-genuine", manners(m -> m.idToken = claims -> claims.issuer("https://evil.example"))),
                Arguments.of(
                        "not-genuine",
                        manners(m -> m.idToken = claims ->
                                claims.expirationTime(Date.from(Instant.now().minusSeconds(600))))),
                Arguments.of("not-known", manners(m -> m.accessToken = claims -> claims.audience("another-service"))),
                Arguments.of(
                        "token-too-long",
                        manners(m -> m.accessToken = claims -> claims.claim("groups", "g".repeat(4000)))));
    }

    private static Manners manners(Consumer<Manners> how) {
        Manners manners = new Manners();
        how.accept(manners);
        return manners;
    }

    @ParameterizedTest
    @MethodSource
    void refusals(String problem, Manners manners) {
        provider.treats(manners);

        HttpResponse<String> back = browser.open(answered("/queries/7"));

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location")).contains(signInPage(problem, "/queries/7"));
        assertThat(back.body()).isEmpty();
        assertThat(browser.allCookies()).isEmpty();
    }

    @Test
    void wrongState_signsNobodyIn_andLeavesTheAttemptToItsOwnAnswer() {
        URI answer = answered("/queries/7");
        URI another = URI.create(answer.toString().replaceAll("state=[^&]+", "state=" + "A".repeat(43)));

        assertThat(browser.sentFrom(another)).hasToString(signInPage("stale", "/queries/7"));
        assertThat(browser.cookie("dendro-session")).isEmpty();
        assertThat(browser.sentFrom(answer)).isEqualTo(world.uri().resolve("/queries/7"));
    }

    @Test
    void answerToAnAttemptOfAnotherBrowser_signsNobodyIn() {
        URI answer = answered("/queries/7");
        Browser victim = new Browser();

        assertThat(victim.sentFrom(answer)).hasToString(signInPage("stale", "/"));
        assertThat(victim.allCookies()).isEmpty();
    }

    @Test
    void codeOfAnotherAttempt_isWorthNothing() {
        String stolen = codeIn(answered("/"));
        Browser thief = new Browser();
        URI answer = thief.sentFrom(thief.sentFrom(start("/")));

        URI withStolen = URI.create(answer.toString().replace(codeIn(answer), stolen));

        assertThat(thief.sentFrom(withStolen)).hasToString(signInPage("stale", "/"));
        assertThat(thief.allCookies()).isEmpty();
    }

    private static String codeIn(URI answer) {
        return answer.getRawQuery().replaceAll(".*code=([^&]+).*", "$1");
    }

    @Test
    void answerThatIsReplayed_signsNobodyIn() {
        URI answer = answered("/queries/7");
        String attempt = browser.cookie("dendro-sign-in").orElseThrow().getValue();
        browser.sentFrom(answer);

        assertThat(browser.sentFrom(answer)).hasToString(signInPage("stale", "/"));
        Page.Response replayed =
                world.page().raw(HttpRequest.newBuilder(answer).header("Cookie", "dendro-sign-in=" + attempt));
        assertThat(replayed.header("Location")).contains(signInPage("stale", "/queries/7"));
        assertThat(replayed.raw().headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("dendro-session"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?error=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "?error=access_denied&error_description=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&state=x",
                "?code=x",
                "?response=eyJhbGciOiJub25lIn0.e30.",
            })
    void whatNobodyAskedFor_endsAtTheSignInPage_andIsNotRepeated(String query) {
        HttpResponse<String> answer = browser.open(world.uri().resolve("/api/session/oidc/callback" + query));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(signInPage("stale", "/"));
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "evil.example",
                "/\t/evil.example",
                "/queries\r\nSet-Cookie: a=b",
                "/api/session/oidc",
                "/sübwald",
                "",
            })
    void returnPathThatLeadsElsewhere_isTheBeginning(String path) {
        URI there = browser.sentFrom(answered(path));

        assertThat(there).isEqualTo(world.uri().resolve("/"));
    }

    @Test
    void returnPathThatIsPutIntoTheCookie_isCheckedAsWell() {
        URI answer = answered("/queries/7");
        String attempt = browser.cookie("dendro-sign-in").orElseThrow().getValue();
        String evil = java.util.Base64.getUrlEncoder()
                .encodeToString("//evil.example".getBytes(StandardCharsets.US_ASCII))
                .replace("=", "");

        Page.Response there = world.page()
                .raw(HttpRequest.newBuilder(answer)
                        .header("Cookie", "dendro-sign-in=" + attempt.replaceAll("[^.]*$", evil)));

        assertThat(there.header("Location")).contains(world.uri() + "/");
    }

    @ParameterizedTest
    @CsvSource({"a.b.c.d", "''", "....", "x"})
    void cookieThatIsNoAttempt_isNone(String value) {
        Page.Response answer =
                world.page().raw(HttpRequest.newBuilder(answered("/")).header("Cookie", "dendro-sign-in=" + value));

        assertThat(answer.header("Location")).contains(signInPage("stale", "/"));
    }

    @Test
    void pageMayDoNoMoreThanWithoutAProvider() {
        assertThat(browser.open(world.uri().resolve("/sign-in"))
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("connect-src 'self'", "form-action 'self'")
                .doesNotContain("http");
    }

    @Test
    void tokenOfTheQueryService_signsInAsBefore() {
        assertThat(world.page("bo")
                        .get("/api/session")
                        .json()
                        .path("person")
                        .path("name")
                        .asText())
                .isEqualTo("bo");
    }

    @Test
    void providerThatIsAway_leavesTheServiceUp_andIsTriedAgain(@TempDir Path folder) throws Exception {
        try (TestProvider late = TestProvider.start();
                RunningSavedQueries running = start(folder, settings(late.uri(), ""))) {
            URI begin = running.uri().resolve("/api/session/oidc?return=/runs");
            String away = running.uri() + "/sign-in?problem=provider-away&return=%2Fruns";
            late.treats(manners(m -> m.fails = true));
            assertThat(browser.sentFrom(begin)).hasToString(away);
            late.treats(manners(m -> m.rambles = true));
            assertThat(browser.sentFrom(begin)).hasToString(away);

            late.treats(new Manners());

            assertThat(browser.sentFrom(begin).toString()).startsWith(late.uri() + "/authorize?");
        }
    }

    @Test
    void behindAProxy_peopleComeBackToIt_andCookiesTravelByHttpsAlone(@TempDir Path folder) throws Exception {
        try (RunningSavedQueries running = start(
                folder,
                settings(
                        provider.uri(),
                        ", baseUrl: \"https://queries.example.com\", parameters: {audience: dendro}"))) {
            HttpResponse<String> left = browser.open(running.uri().resolve("/api/session/oidc"));

            assertThat(left.headers().firstValue("Location").orElseThrow())
                    .contains("redirect_uri=https%3A%2F%2Fqueries.example.com%2Fapi%2Fsession%2Foidc%2Fcallback")
                    .contains("audience=dendro");
            assertThat(left.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-dendro-sign-in=")
                    .contains("Secure", "Path=/")
                    .doesNotContain("Domain");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer: \"http://login.example.com\"  | https URL",
                "issuer: \"https://login.example.com\", baseUrl: \"http://queries.example.com\" | oidc.baseUrl",
                "issuer: \"https://login.example.com\", baseUrl: \"https://example.com/queries\" | without a path",
                "issuer: \"https://login.example.com\", clientSecretFile: /nowhere | cannot be read",
                "issuer: \"https://login.example.com\", parameters: {nonce: a} | sets itself",
            })
    void settingsThatAreUnsafe_keepTheServiceFromStarting(String oidc, String says, @TempDir Path folder) {
        assertThatThrownBy(() -> start(folder, "oidc: {clientId: a, " + oidc + "}"))
                .hasMessageContaining(says);
    }

    private static RunningSavedQueries start(Path folder, String settings) throws Exception {
        return RunningSavedQueries.start(Files.writeString(folder.resolve("saved-queries.yml"), """
                queryService: {url: "%s"}
                database:
                  driverClass: org.h2.Driver
                  url: "jdbc:h2:mem:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                  user: sa
                  password: ""
                %s
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                logging: {level: "OFF"}
                """.formatted(
                        world.queryService(), java.util.UUID.randomUUID(), settings)));
    }
}
