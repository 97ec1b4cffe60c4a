package dendro.demo.world;

import static org.assertj.core.api.Assertions.assertThat;

import clojure.lang.Keyword;
import datomic.Peer;
import datomic.Util;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The feature set's queries against a plain computation over the world's events. */
class PurchaseRiskTest {

    private static final int ROWS = 60;
    private static final World WORLD = new World(new WorldSettings(108, 0.05, Instant.parse("2026-03-08T10:00:00Z")));
    private static final WorldMemory MEMORY = new WorldMemory(WORLD.events());
    private static final WorldDatabases DATABASES = WorldDatabases.create("purchase-risk-test-");

    private static Map<?, ?> featureSet = Map.of();

    @BeforeAll
    static void load() throws IOException {
        new WorldLoader(DATABASES, (events, reached) -> {}).load(WORLD.events());
        try (InputStream file =
                Objects.requireNonNull(World.class.getResourceAsStream("/dendro/demo/purchase-risk.edn"))) {
            featureSet = (Map<?, ?>) Util.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    static void delete() {
        DATABASES.close();
    }

    @Test
    void features_areWhatWasTrueAtEachPurchase() {
        for (Map.Entry<Instant, String> purchase : someOfAll()) {
            Map<String, Object> queried = new TreeMap<>();
            for (Object query : (List<?>) value(featureSet, "features")) {
                queried.putAll(row((List<?>) query, purchase.getValue(), purchase.getKey()));
            }

            assertThat(queried).as(purchase.getValue()).isEqualTo(computed(purchase.getValue(), purchase.getKey()));
        }
    }

    @Test
    void label_isWhatBecameOfEachPurchaseWithinSixtyDays() {
        Map<?, ?> label = (Map<?, ?>) value(featureSet, "label");
        Duration horizon = Duration.parse((String) value(label, "horizon"));

        for (Map.Entry<Instant, String> purchase : someOfAll()) {
            Instant later = purchase.getKey().plus(horizon);
            boolean chargedBack =
                    MEMORY.value(purchase.getValue(), "purchase/status", later).equals(Keyword.intern("charged-back"));

            assertThat(row((List<?>) value(label, "query"), purchase.getValue(), later))
                    .as(purchase.getValue())
                    .isEqualTo(Map.of("charged-back", chargedBack));
        }
    }

    @Test
    void quercus_countsAsLivingInSaoPaulo() {
        List<?> first = (List<?>) ((List<?>) value(featureSet, "features")).get(0);

        Map<String, Object> row = row(first, "pur-108", WORLD.quercusBuysABook());

        assertThat(row)
                .containsEntry("city", "São Paulo")
                .containsEntry("job", "Philosopher")
                .containsEntry("category", ":books");
    }

    private static Map<String, Object> computed(String purchase, Instant now) {
        Map<String, Object> row = new TreeMap<>();
        String customer = MEMORY.value(purchase, "purchase/customer-id", now).toString();
        String merchant = MEMORY.value(purchase, "purchase/merchant-id", now).toString();
        row.put("amount", MEMORY.value(purchase, "purchase/amount", now));
        row.put("installments", MEMORY.value(purchase, "purchase/installments", now));
        row.put("category", MEMORY.value(merchant, "merchant/category", now).toString());
        row.put("merchant-city", MEMORY.value(merchant, "merchant/city", now));
        row.put("job", MEMORY.value(customer, "customer/job", now));
        row.put("income", MEMORY.value(customer, "customer/income", now));
        row.put("credit-limit", MEMORY.value(customer, "customer/credit-limit", now));
        Map.Entry<Instant, Object> city =
                MEMORY.asOf(customer, "customer/city", now).orElseThrow();
        row.put("city", city.getValue());
        row.put("days-in-city", Duration.between(city.getKey(), now).toDays());

        List<Long> before = earlier(customer, now)
                .map(other -> (Long) MEMORY.value(other, "purchase/amount", now))
                .toList();
        if (!before.isEmpty()) {
            row.put("purchases-before", (long) before.size());
            row.put("spent-before", before.stream().mapToLong(amount -> amount).sum());
            row.put(
                    "largest-before",
                    before.stream().mapToLong(amount -> amount).max().orElseThrow());
        }
        long withMerchant = earlier(customer, now)
                .filter(other ->
                        MEMORY.value(other, "purchase/merchant-id", now).equals(merchant))
                .count();
        if (withMerchant > 0) {
            row.put("purchases-from-merchant", withMerchant);
        }
        long late = MEMORY.bills().stream()
                .filter(bill -> is(bill, "bill/customer-id", customer, now)
                        && is(bill, "bill/status", Keyword.intern("late"), now))
                .count();
        if (late > 0) {
            row.put("bills-paid-late", late);
        }
        return row;
    }

    private static Stream<String> earlier(String customer, Instant now) {
        return MEMORY.purchases().headMap(now, false).values().stream()
                .filter(other -> is(other, "purchase/customer-id", customer, now));
    }

    private static boolean is(String id, String attribute, Object value, Instant now) {
        return MEMORY.asOf(id, attribute, now)
                .filter(entry -> entry.getValue().equals(value))
                .isPresent();
    }

    /** Evenly from the beginning to the end. */
    private static List<Map.Entry<Instant, String>> someOfAll() {
        List<Map.Entry<Instant, String>> all =
                new ArrayList<>(MEMORY.purchases().entrySet());
        return Stream.iterate(0, i -> i + all.size() / ROWS)
                .limit(ROWS)
                .map(all::get)
                .toList();
    }

    private static Map<String, Object> row(List<?> query, String id, Instant asOf) {
        List<Object> inputs = new ArrayList<>();
        for (Object input : clause(query, "in")) {
            String name = input.toString();
            inputs.add(
                    name.startsWith("$")
                            ? DATABASES.connection(name.substring(1)).db().asOf(Date.from(asOf))
                            : id);
        }
        Collection<Map<?, ?>> rows = Peer.query(query, inputs.toArray());
        assertThat(rows).hasSizeLessThan(2);
        Map<String, Object> named = new TreeMap<>();
        rows.forEach(
                row -> row.forEach((name, value) -> named.put(name.toString().substring(1), plain(value))));
        return named;
    }

    private static Object plain(Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        return value instanceof Keyword ? value.toString() : value;
    }

    private static List<?> clause(List<?> query, String name) {
        int from = query.indexOf(Keyword.intern(name)) + 1;
        int to = from;
        while (!(query.get(to) instanceof Keyword)) {
            to++;
        }
        return query.subList(from, to);
    }

    private static Object value(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(Keyword.intern(key)), key);
    }
}
