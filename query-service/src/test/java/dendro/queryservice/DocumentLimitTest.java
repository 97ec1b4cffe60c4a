package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service whose answers hold half a kilobyte at most. */
class DocumentLimitTest {

    private static Service service;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        service =
                Service.started(Files.writeString(folder.resolve("query-service.yml"), """
                databases:
                  customers: {uri: "datomic:backup:file:%s/customers"}
                limits: {answer: 512B}
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                logging: {level: WARN}
                """.formatted(Service.BACKUPS)));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/databases/customers/entity?attribute=customer/id&value=cus-quercus",
                "/v1/databases/customers/entity/history?attribute=customer/id&value=cus-quercus",
                "/v1/databases/customers/transactions",
                "/v1/databases/customers",
                "/v1/schema"
            })
    void documentOfMoreBytes_isRefused(String path) throws Exception {
        requireRefused(service.get(path));
    }

    @Test
    void explanationOfMoreBytes_isRefused() throws Exception {
        String query = "[:find ?city :in $customers :where [$customers ?c :customer/id ?id]"
                + " [$customers ?c :customer/city ?city] [(not= ?city \\\"%s\\\")]]".formatted("x".repeat(512));

        requireRefused(service.post("/v1/query/explain", "{\"query\": \"" + query + "\"}"));
    }

    private static void requireRefused(Service.Response response) {
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.json().get("detail").asText()).contains("more than 512 bytes");
    }
}
