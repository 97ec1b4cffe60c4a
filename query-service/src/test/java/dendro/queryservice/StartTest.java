package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What whoever starts the service is told. */
class StartTest {

    private static final String DATABASES = "databases: {customers: {uri: \"datomic:mem://start\"}}\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limits: {querytime: 5s}                                  | querytime | queryTime",
                "limit: {rows: 5}                                         | limit     | limits",
                "limits: {rows: many}                                     | limits.rows | expected: int",
                "limits: {rows: 0}                                        | limits.rows | must be greater than or equal to 1",
                "analysis: {heap: 1GiB}                                   | customers | has no seed",
                "callers: {tokens: [{name: a, sha256: b, roles: [king]}]} | roles     | king",
                "callers: {oidc: {issuer: i, audience: a, jwks: \"http://login.example.com/keys\"}} | callers.oidc.jwks | https",
                "callers: {oidc: {issuer: i, audience: a, jwks: \"http://127.0.0.1.example.com/keys\"}} | callers.oidc.jwks | https",
                "callers: {oidc: {issuer: i, audience: a, jwks: \"ftp://127.0.0.1/keys\"}} | callers.oidc.jwks | https",
                "references: [\"purchases\"]                              | purchases | is not a reference",
                "server: {applicationConnectors: [{type: http, port: 0, bindHost: 0.0.0.0}]} | No callers | 0.0.0.0",
                "limits: {rows: 5                                         | YAML      | line",
            })
    void whatIsWrong_isNamedWithoutAStackTrace(String wrong, String where, String what) throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.yml"), DATABASES + wrong + "\n");

        String said = said(file);

        assertThat(said).contains(where).contains(what).doesNotContain("\tat ").doesNotContain("Exception");
    }

    @Test
    void fileThatIsNotThere_isNamedWithoutAStackTrace() {
        assertThat(said(folder.resolve("nowhere.yml"))).contains("nowhere.yml").doesNotContain("\tat ");
    }

    @Test
    void process_endsWithAnError() throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.yml"), DATABASES + "limits: {querytime: 5s}\n");
        Path said = folder.resolve("said");

        Process process = ServiceProcess.java("server", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(said).content().contains("querytime", "queryTime").doesNotContain("\tat ");
    }

    @Test
    void serviceWhoseDatabasesAllOpen_isReady() throws Exception {
        try (Service whole =
                Service.start(folder, "  bills: {uri: \"datomic:backup:file:%s/bills\"}".formatted(Service.BACKUPS))) {
            Service.Response ready = whole.getAdmin("/ready");

            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.json().get("ready").asBoolean()).isTrue();
        }
    }

    private static String said(Path file) {
        QueryServiceApplication application = new QueryServiceApplication();
        Bootstrap<QueryServiceConfiguration> bootstrap = new Bootstrap<>(application);
        application.addDefaultCommands(bootstrap);
        application.initialize(bootstrap);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Cli cli = new Cli(new JarLocation(StartTest.class), bootstrap, out, err);

        assertThat(cli.run("server", file.toString())).isPresent();
        return err.toString(StandardCharsets.UTF_8);
    }
}
