package dendro.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseLocationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            datomic:mem://customers                                                       | memory
            datomic:backup:file:/backups/customers                                        | backup
            datomic:backup:file:/backups/customers?t=1004                                 | backup
            datomic:sql://customers?read-only=true#jdbc:postgresql://h:5432/datomic?user=u| storage
            datomic:sql://customers?sql-driver-class=a.B&read-only=true#jdbc:x:y          | storage
            datomic:ddb://us-east-1/datomic/customers?read-only=true                      | storage
            datomic:dev://localhost:4334/customers?password=p&read-only=true              | storage
            datomic:sql://customers?jdbc:postgresql://h:5432/datomic?user=u               | live
            datomic:sql://customers?sql-driver-class=a.B#jdbc:postgresql://h:5432/datomic | live
            datomic:ddb://us-east-1/datomic/customers                                     | live
            datomic:dev://localhost:4334/customers                                        | live
            """)
    void uri_tellsTheMode(String uri, String mode) {
        assertThat(DatabaseLocation.parse(uri, Optional.empty()).mode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://x",
                "datomic:sql://customers",
                "datomic:sql://customers?read-only=true",
                "datomic:free://localhost:4334/customers",
                ""
            })
    void uriOfNoKnownMode_isRefused(String uri) {
        assertThatThrownBy(() -> DatabaseLocation.parse(uri, Optional.empty()))
                .hasMessageContaining("request-invalid")
                .hasMessageContaining("'" + uri + "'");
    }

    /** Datomic would swallow it and connect live. */
    @Test
    void readOnlyBehindTheJdbcUrl_isRefusedAndSaidWhereItBelongs() {
        assertThatThrownBy(() -> DatabaseLocation.parse(
                        "datomic:sql://customers?jdbc:postgresql://h/d?user=u&read-only=true", Optional.empty()))
                .hasMessageContaining("datomic:sql://NAME?read-only=true#JDBC-URL");
    }

    @Test
    void settingThatItsModeDoesNotHave_isRefused() {
        Optional<Duration> second = Optional.of(Duration.ofSeconds(1));
        Optional<Duration> none = Optional.empty();

        assertThatThrownBy(() -> DatabaseLocation.parse("datomic:backup:file:/x", Optional.of(Path.of("seed.edn"))))
                .hasMessageContaining("seed");
        assertThatThrownBy(() -> DatabaseLocation.parse("datomic:mem://x", Optional.empty(), second, none))
                .hasMessageContaining("refreshed");
        assertThatThrownBy(() -> DatabaseLocation.parse("datomic:backup:file:/x", Optional.empty(), none, second))
                .hasMessageContaining("settle");
        assertThatThrownBy(() -> DatabaseLocation.parse(
                        "datomic:backup:file:/x", Optional.empty(), Optional.of(Duration.ZERO), none))
                .hasMessageContaining("above zero");
    }

    @Test
    void passwords_areNeverShown() {
        String uri = "datomic:sql://x?read-only=true#jdbc:postgresql://h/d?user=u&password=hush&ssl=true";

        assertThat(DatabaseLocation.parse(uri, Optional.empty()).shown())
                .isEqualTo("datomic:sql://x?read-only=true#jdbc:postgresql://h/d?user=u&password=***&ssl=true");
        assertThat(DatabaseLocation.parse(
                                "datomic:ddb://r/t/x?aws_access_key_id=hush&aws_secret_key=hush", Optional.empty())
                        .shown())
                .doesNotContain("hush");
        assertThatThrownBy(() -> DatabaseLocation.parse("datomic:cass://h/t/x?password=hush", Optional.empty()))
                .hasMessageNotContaining("hush");
    }
}
