package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoProcessesTest {

    private static final List<String> QUERIES = List.of(
            "[:find ?id ?city :in $customers :where [$customers ?c :customer/id ?id] [$customers ?c :customer/city ?city]]",
            "[:find ?id ?amount ?job :in $purchases $customers :where [$purchases ?p :purchase/id ?id]"
                    + " [$purchases ?p :purchase/amount ?amount] [$purchases ?p :purchase/customer-id ?c-id]"
                    + " [$customers ?c :customer/id ?c-id] [$customers ?c :customer/job ?job]]",
            "[:find ?status (avg ?x) (variance ?x) (stddev ?x) :with ?p :in $purchases"
                    + " :where [$purchases ?p :purchase/status ?status] [$purchases ?p :purchase/amount ?amount]"
                    + " [(* 0.1 ?amount) ?x]]");

    private static final List<String> CURSORS =
            List.of("\"2014-03-01T00:00:00Z\"", "\"2014-11-15T13:37:42.108Z\"", "null");

    @Test
    void processesThatReadTheSameBackupAtOnce_giveEqualAnswers(@TempDir Path folder) throws Exception {
        try (ServiceProcess one = ServiceProcess.start(folder);
                ServiceProcess other = ServiceProcess.start(folder)) {
            one.awaitReady();
            other.awaitReady();
            assertThat(one.log()).contains("no callers are configured: everybody on this machine may ask everything");
            JsonNode reads = reads(one);
            assertThat(reads.path("file").asLong()).as(reads.toString()).isPositive();
            assertThat(reads.path("avet").asLong()).as(reads.toString()).isPositive();
            ExecutorService callers = Executors.newFixedThreadPool(2);
            try {
                Future<List<ObjectNode>> ones = callers.submit(() -> answers(one));
                Future<List<ObjectNode>> others = callers.submit(() -> answers(other));

                assertThat(ones.get(60, TimeUnit.SECONDS))
                        .isEqualTo(others.get(60, TimeUnit.SECONDS))
                        .allSatisfy(answer ->
                                assertThat(answer.path("row-count").asLong()).isPositive());
            } finally {
                callers.shutdownNow();
            }
        }
    }

    /** What a process reads, from files, too, that nobody has asked for anything yet. */
    private static JsonNode reads(ServiceProcess service) throws Exception {
        String body = "{\"query\": %s}".formatted(Service.JSON.writeValueAsString(QUERIES.get(1)));
        return Service.JSON.readTree(service.post("/v1/query/explain", body)).path("reads");
    }

    private static List<ObjectNode> answers(ServiceProcess service) throws Exception {
        List<ObjectNode> answers = new ArrayList<>();
        for (String query : QUERIES) {
            for (String cursor : CURSORS) {
                String body =
                        "{\"query\": %s, \"cursor\": %s}".formatted(Service.JSON.writeValueAsString(query), cursor);
                ObjectNode answer = (ObjectNode) Service.JSON.readTree(service.post("/v1/query", body));
                answer.remove("elapsed-ms");
                answers.add(answer);
            }
        }
        return answers;
    }
}
