package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasesComeAndGoTest {

    private static final String BILLS = "[:find (count ?bill) :in $bills :where [$bills ?bill :bill/id]]";
    private static final String CUSTOMERS = "[:find (count ?c) :in $customers :where [$customers ?c :customer/id]]";

    @TempDir
    Path folder;

    @Test
    void databaseThatComesLateGoesAndComesBack_isServedAgainWithoutARestart() throws Exception {
        Path late = folder.resolve("late");
        try (Service service = Service.start(folder, """
                  customers: {uri: "datomic:backup:file:%s/customers"}
                  bills: {uri: "datomic:backup:file:%s", refresh: 100ms}
                """.formatted(Service.BACKUPS, late))) {
            assertThat(service.query(BILLS, null).status()).isEqualTo(503);
            assertThat(health(service)).contains("late", "holds no backup");

            copy(Service.BACKUPS.resolve("bills"), late);
            await().until(() -> service.query(BILLS, null).status() == 200);
            assertThat(health(service)).startsWith("basis t");

            Path away = Files.move(late.resolve("roots"), folder.resolve("away"));
            await().until(() -> service.query(BILLS, null).status() == 503);
            assertThat(health(service)).contains("late", "holds no backup");
            assertThat(service.query(BILLS, "2014-06-01T00:00:00Z").status()).isEqualTo(200);

            Files.move(away, late.resolve("roots"));
            await().until(() -> service.query(BILLS, null).status() == 200);
            assertThat(service.query(CUSTOMERS, null).status()).isEqualTo(200);
        }
    }

    /** The library that DynamoDB takes is not there: neither keeps the service from its other databases. */
    @Test
    void storageAndLiveDatabasesThatCannotBeReached_areNamedAndTheOthersAreServed() throws Exception {
        try (Service service = Service.start(folder, """
                  customers: {uri: "datomic:backup:file:%s/customers"}
                  storage: {uri: "datomic:ddb://us-east-1/datomic/storage?read-only=true&aws_secret_key=hush", refresh: 5s, settle: 2s}
                  live: {uri: "datomic:ddb://us-east-1/datomic/live?aws_secret_key=hush"}
                """.formatted(Service.BACKUPS))) {
            assertThat(service.query(CUSTOMERS, null).status()).isEqualTo(200);
            await().untilAsserted(() -> assertThat(
                            service.getAdmin("/healthcheck").body())
                    .contains("datomic/storage?read-only=true&aws_secret_key=***", "datomic/live", "class path")
                    .doesNotContain("hush"));
            assertThat(service.get("/v1/databases").body())
                    .contains("\"mode\":\"storage\"", "\"mode\":\"live\"")
                    .doesNotContain("hush");
        }
    }

    private static String health(Service service) throws Exception {
        return service.getAdmin("/healthcheck")
                .json()
                .get("database bills")
                .get("message")
                .asText();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(20));
    }

    /** The folder of roots makes it a backup, so it comes last. */
    private static void copy(Path from, Path to) throws IOException {
        for (String part : List.of("owner", "values", "roots")) {
            try (Stream<Path> files = Files.walk(from.resolve(part))) {
                for (Path file : files.toList()) {
                    Files.createDirectories(to);
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }
    }
}
