package dendro.savedqueries.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.savedqueries.Page;
import dendro.savedqueries.RunningSavedQueries;
import dendro.savedqueries.World;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On one's own machine one may be who one likes; from elsewhere nobody may. */
class DemoTest {

    private static World world;

    @BeforeAll
    static void start() {
        world = World.demo();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "analyst, Analyst, analysis",
        "engineer, Engineer, engineering",
        "data-scientist, Data scientist, data-science",
    })
    void role_isChosenWithoutAToken(String role, String name, String team) throws Exception {
        Page page = world.page().signIn("{\"role\": \"%s\"}".formatted(role));

        assertThat(page.get("/api/session").json()).isEqualTo(Page.JSON.readTree("""
                {"person": {"name": "%s", "roles": ["%s"], "teams": ["%s"]}, "demo": true, "provider": null}
                """.formatted(name, role, team)));
        assertThat(page.get("/api/nowhere").status()).isEqualTo(404);
    }

    @Test
    void anyOtherRole_isRefused() {
        assertThat(world.page().post("/api/session", "{\"role\": \"admin\"}").status())
                .isEqualTo(401);
        assertThat(world.page()
                        .post("/api/session", "{\"token\": \"demo:analyst\"}")
                        .status())
                .isEqualTo(401);
        assertThat(world.page()
                        .raw(world.page().request("/api/nowhere").header("Cookie", "dendro-session=demo:root"))
                        .status())
                .isEqualTo(401);
    }

    /** A page elsewhere can have its name lead to this machine, and is then of the same origin. */
    @Test
    void foreignName_isRefused() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), world.uri().getPort())) {
            socket.getOutputStream()
                    .write(("GET /api/session HTTP/1.1\r\nHost: evil.example:"
                                    + world.uri().getPort() + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();

            assertThat(status).contains("403");
        }
    }

    @Test
    void addressThatOthersReach_keepsTheDemoFromStarting(@TempDir Path folder) throws Exception {
        Path configuration = Files.writeString(folder.resolve("open.yml"), """
                demo: true
                database: {driverClass: org.h2.Driver, url: "jdbc:h2:mem:open", user: sa, password: ""}
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 0.0.0.0}]
                  adminConnectors: [{type: http, port: 0}]
                logging: {level: "OFF"}
                """);

        assertThatThrownBy(() -> RunningSavedQueries.start(configuration)).hasMessageContaining("could be anybody");
    }

    @Test
    void queryServiceThatAsksNobody_signsNobodyInWithoutADemo() throws Exception {
        Path folder = Files.createTempDirectory("no-demo");
        Path configuration = Files.writeString(folder.resolve("no-demo.yml"), """
                queryService: {url: "%s"}
                database:
                  driverClass: org.h2.Driver
                  url: "jdbc:h2:mem:nodemo;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                  user: sa
                  password: ""
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0}]
                logging: {level: "OFF"}
                """.formatted(world.queryService()));

        try (RunningSavedQueries running = RunningSavedQueries.start(configuration)) {
            Page page = Page.of(running.uri());
            Page.Response answer = page.post("/api/session", "{\"token\": \"any\"}");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().path("detail").asText()).contains("no callers configured");
        }
    }
}
