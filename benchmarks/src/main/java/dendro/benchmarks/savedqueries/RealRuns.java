package dendro.benchmarks.savedqueries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.benchmarks.load.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Runs a query for real on top of a past year, and holds what the service counts then against what a past year counts of
 * runs: they must be the same figures.
 */
final class RealRuns {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FAILING = 7;
    private static final int MOST_LISTED = 200;

    private final SavedQueriesProcess service;
    private final People people;

    RealRuns(SavedQueriesProcess service, People people) {
        this.service = service;
        this.people = people;
    }

    /**
     * The 95th percentile of so many runs, in milliseconds; every seventh of them fails.
     *
     * @throws IllegalStateException if the service counts them otherwise than a past year does
     */
    double p95(int runs, PastYear year) {
        ObjectNode draft = JSON.createObjectNode();
        draft.put("name", "Shares of trees");
        draft.put(
                "text",
                "[:find ?id ?share :in $trees ?divisor :where [$trees ?tree :tree/id ?id] [(/ ?id ?divisor) ?share]]");
        draft.putArray("parameters").addObject().put("name", "divisor").put("type", "number");
        UUID query =
                UUID.fromString(post(0, "/api/queries", draft, 201).path("id").asText());
        long before = counted(year);
        List<Double> millis = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            millis.add(run(query, run % 3, run % FAILING == 0 ? 0 : 2));
        }
        compare(query, runs);
        if (counted(year) != before + runs) {
            throw new IllegalStateException(
                    "The statistics counted " + before + " runs, and after " + runs + " more " + counted(year) + ".");
        }
        return millis.stream().sorted().toList().get((int) Math.ceil(runs * 0.95) - 1);
    }

    private double run(UUID query, int person, int divisor) {
        ObjectNode run = JSON.createObjectNode();
        run.put("run", UUID.randomUUID().toString());
        run.put("query", query.toString());
        run.putObject("parameters").put("divisor", divisor);
        long begun = System.nanoTime();
        Endpoint.Answer answer = send(person, "/api/runs", run);
        double millis = (System.nanoTime() - begun) / 1e6;
        if ((answer.status() == 200) == (divisor == 0)) {
            throw new IllegalStateException("A run ends with " + answer.status() + ": " + answer.text());
        }
        return millis;
    }

    private long counted(PastYear year) {
        return get("/api/statistics?from=" + year.begin() + "&to="
                        + Instant.now().plusSeconds(1))
                .path("totals")
                .path("runs")
                .asLong();
    }

    private void compare(UUID query, int runs) {
        UsageTally tally = new UsageTally();
        JsonNode listed = get("/api/runs?limit=" + MOST_LISTED + "&query=" + query);
        List<PastRun> all = new ArrayList<>();
        listed.path("runs").forEach(run -> all.add(0, read(run)));
        all.forEach(tally::count);
        JsonNode usage = get("/api/queries/" + query).path("usage");
        requireSame("runs", runs, usage.path("runs").asLong());
        requireSame("runs", tally.runs(), usage.path("runs").asLong());
        requireSame("people", tally.people().size(), usage.path("people").asLong());
        requireSame("failures", tally.failures(), usage.path("failures").asLong());
        requireSame("median-ms", tally.median(), usage.path("median-ms").asLong());
        requireSame(
                "last-run",
                tally.lastRun(),
                Instant.parse(usage.path("last-run").asText()));
    }

    private PastRun read(JsonNode run) {
        return new PastRun(
                UUID.fromString(run.path("id").asText()),
                Optional.empty(),
                Integer.parseInt(run.path("person").asText().substring("analyst-".length())),
                run.path("kind").asText(),
                Instant.parse(run.path("started-at").asText()),
                run.path("outcome").asText(),
                run.path("elapsed-ms").asLong(),
                OptionalLong.empty(),
                Optional.empty());
    }

    private static void requireSame(String what, @org.jspecify.annotations.Nullable Object expected, Object found) {
        if (!String.valueOf(expected).equals(String.valueOf(found))) {
            throw new IllegalStateException("The service counts otherwise than the past year: " + what + " is " + found
                    + " and not " + expected + ".");
        }
    }

    private JsonNode get(String path) {
        return read(service.endpoint(path, people.token().apply(0)).get(), 200);
    }

    private JsonNode post(int person, String path, JsonNode body, int status) {
        return read(send(person, path, body), status);
    }

    private Endpoint.Answer send(int person, String path, JsonNode body) {
        return service.endpoint(path, people.token().apply(person))
                .post(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode read(Endpoint.Answer answer, int status) {
        if (answer.status() != status) {
            throw new IllegalStateException("The saved queries answer " + answer.status() + ": " + answer.text());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
