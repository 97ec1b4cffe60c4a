package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code :customer/email} was meant to be private; the configuration says {@code :customer/e-mail}. */
class MisspeltPrivateAttributeTest {

    private static final String QUERY =
            "{\"query\": \"[:find ?v :in $customers :where [$customers _ :customer/email ?v]]\"}";
    private static final String FEATURES =
            "\"{:name :f :entity {:database :customers :attribute :customer/id} :features"
                    + " [[:find ?v :keys v :in $customers ?id :where [$customers ?c :customer/id ?id]"
                    + " [$customers ?c :customer/email ?v]]]}\"";

    private static Service service;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        service = PrivateWorld.start(folder, "\":customer/e-mail\": [admin]", "", 0);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void database_answersNothingToThoseWhoMayNotSeeIt() throws Exception {
        String features = "{\"features\": " + FEATURES + ", \"rows\": [{\"id\": \"cus-quercus\", \"timestamp\": \""
                + Instant.now() + "\"}]}";
        String training = "{\"features\": " + FEATURES
                + ", \"from\": \"2014-01-01T00:00:00Z\", \"to\": \"2015-01-01T00:00:00Z\"}";
        String address = "/v1/databases/customers/entity?attribute=customer/id&value=cus-quercus";

        for (HttpResponse<byte[]> refused : List.of(
                answer(PrivateWorld.post(service, "/v1/query", QUERY), "analyst"),
                answer(PrivateWorld.post(service, "/v1/query/explain", QUERY), "analyst"),
                answer(PrivateWorld.get(service, address), "analyst"),
                answer(PrivateWorld.get(service, address.replace("entity?", "entity/history?")), "analyst"),
                answer(PrivateWorld.get(service, "/v1/databases/customers/transactions"), "analyst"),
                answer(PrivateWorld.post(service, "/v1/features", features), "scorer"),
                answer(PrivateWorld.post(service, "/v1/training-set", training), "trainer"))) {
            assertThat(refused.statusCode()).as(text(refused)).isEqualTo(503);
            assertThat(text(refused))
                    .contains("database-unavailable", ":customer/e-mail", "misspelt")
                    .doesNotContain("@forest");
        }
    }

    @Test
    void database_answersThoseWhoMaySeeWhatWasMeant() throws Exception {
        assertThat(text(answer(PrivateWorld.post(service, "/v1/query", QUERY), "admin")))
                .contains(PrivateWorld.SECRET);
    }

    @Test
    void service_isNeitherReadyNorHealthy() throws Exception {
        Service.Response ready = service.getAdmin("/ready");
        Service.Response health = service.getAdmin("/healthcheck");

        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().at("/unavailable/customers").asText()).contains(":customer/e-mail");
        assertThat(health.json().at("/database customers/healthy").asBoolean()).isFalse();
        assertThat(health.json().at("/database customers/message").asText()).contains(":customer/e-mail");
    }

    private static HttpResponse<byte[]> answer(HttpRequest.Builder request, String role) throws Exception {
        return service.raw(PrivateWorld.as(request, role));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
