package dendro.trainer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dendro.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatabasesFileTest {

    @TempDir
    private Path folder;

    @Test
    void yamlOfAQueryService_andEdn_sayTheSame() throws IOException {
        PeerDatabases yaml = read("file.yml", """
                limits: {queryTime: 30s}
                databases:
                  bills:
                    uri: "datomic:sql://bills?read-only=true#jdbc:postgresql://db/x?password=${PASSWORD}"
                    refresh: 5s
                    settle: 1 minute
                    private: {":bill/tax-id": [admin], "bill/amount": [trainer]}
                  customers: {uri: "datomic:backup:file:${BACKUPS:-/backups}/customers"}
                """);
        PeerDatabases edn = read("file.edn", """
                {:databases
                 {:bills {:uri "datomic:sql://bills?read-only=true#jdbc:postgresql://db/x?password=${PASSWORD}"
                          :refresh "PT5S" :settle "60s"
                          :private {:bill/tax-id [:admin] :bill/amount [:trainer]}}
                  :customers {:uri "datomic:backup:file:/backups/customers"}}}
                """);

        assertThat(yaml.locations()).isEqualTo(edn.locations());
        assertThat(yaml.visibility()).isEqualTo(edn.visibility());
        PeerDatabases.Entry bills = Objects.requireNonNull(yaml.entries().get("bills"));
        assertThat(bills.uri()).endsWith("password=s3cret");
        assertThat(bills.refresh()).isEqualTo(Duration.ofSeconds(5));
        assertThat(bills.settle()).isEqualTo(Duration.ofMinutes(1));
        assertThat(yaml.visibility().hidden().get("bills")).hasToString("[:bill/tax-id]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a: {uri: 'datomic:mem://a'} | lives in the memory of one process",
                "a: {uri: 'datomic:sql://a?jdbc:postgresql://db/x'} | add read-only=true",
                "a: {uri: 'ftp://a'} | is not a database URI",
                "a: {url: 'x'} | 'a' has no uri",
                "a: {uri: 'datomic:backup:file:/a', pace: 3s} | unknown setting, 'pace'",
                "a: {uri: 'datomic:backup:file:/a', refresh: soon} | is no time such as 10s",
                "a: {uri: 'datomic:backup:file:${NOWHERE}'} | NOWHERE, which is not set",
                "a: [ | is no YAML",
            })
    void whatCannotBeRead_isRefusedInWords(String entry, String sentence) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read("file.yml", "databases: {" + entry + "}"))
                .withMessageContaining(sentence);
    }

    private PeerDatabases read(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return DatabasesFile.read(file, Map.of("PASSWORD", "s3cret")::get);
    }
}
