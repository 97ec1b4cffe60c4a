package dendro.demo.otherworld;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** A world that has nothing in common with the demo's: loans and people, as seed files. */
final class LendingSeeds {

    static final int LOANS = 900;
    static final Instant START = Instant.parse("2019-01-01T00:00:00Z");
    static final Instant END = START.plus(Duration.ofDays(301));

    private static final int PEOPLE = 90;
    private static final Duration BETWEEN_LOANS = Duration.ofHours(8);

    private final Random random = new Random(7);
    private final SortedMap<Instant, List<String>> lending = new TreeMap<>();
    private final SortedMap<Instant, List<String>> people = new TreeMap<>();

    private LendingSeeds() {
        boolean[] employed = new boolean[PEOPLE];
        for (int person = 0; person < PEOPLE; person++) {
            employed[person] = person % 2 == 0;
            add(
                    people,
                    START.plusMillis(person),
                    "{:person/passport %s :person/employed %s :person/salary %s}"
                            .formatted(passport(person), employed[person], 1000.0 + random.nextInt(4000)));
        }
        for (int loan = 0; loan < LOANS; loan++) {
            Instant signed = signed(loan);
            int person = random.nextInt(PEOPLE);
            if (random.nextInt(3) == 0) {
                employed[person] = !employed[person];
                add(
                        people,
                        signed.minusSeconds(60),
                        "[:db/add [:person/passport %s] :person/employed %s]"
                                .formatted(passport(person), employed[person]));
            }
            int principal = 1000 + random.nextInt(9000);
            add(
                    lending,
                    signed,
                    "{:loan/number %d :loan/borrower %s :loan/principal %d.50M :loan/term %d :loan/state :running :loan/signed-at #inst \"%s\"}"
                            .formatted(number(loan), passport(person), principal, 12 + random.nextInt(48), signed));
            boolean defaults = random.nextDouble() < (employed[person] ? 0.05 : 0.5) + principal / 50_000.0;
            if (defaults) {
                add(
                        lending,
                        signed.plus(Duration.ofDays(10 + random.nextInt(15))),
                        "[:db/add [:loan/number %d] :loan/state :defaulted]".formatted(number(loan)));
            }
        }
    }

    static long number(int loan) {
        return 70_000L + loan;
    }

    static Instant signed(int loan) {
        return START.plus(Duration.ofHours(1)).plus(BETWEEN_LOANS.multipliedBy(loan));
    }

    /** Writes {@code lending.edn} and {@code people.edn} into a folder. */
    static void write(Path folder) throws IOException {
        LendingSeeds seeds = new LendingSeeds();
        write(
                folder.resolve("lending.edn"),
                seeds.lending,
                "[" + attribute("loan/number", "long", ":db/unique :db.unique/identity")
                        + attribute("loan/borrower", "uuid", "")
                        + attribute("loan/principal", "bigdec", "")
                        + attribute("loan/term", "long", "")
                        + attribute("loan/state", "keyword", "")
                        + attribute("loan/signed-at", "instant", ""));
        write(
                folder.resolve("people.edn"),
                seeds.people,
                "[" + attribute("person/passport", "uuid", ":db/unique :db.unique/identity")
                        + attribute("person/employed", "boolean", "")
                        + attribute("person/salary", "double", ""));
    }

    private static void write(Path file, SortedMap<Instant, List<String>> transactions, String schema)
            throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(schema + stamp(START.minusSeconds(1)) + "]");
        transactions.forEach((instant, facts) -> lines.add("[" + String.join(" ", facts) + stamp(instant) + "]"));
        Files.write(file, lines);
    }

    private static String attribute(String name, String type, String more) {
        return String.format(
                Locale.ROOT,
                "{:db/ident :%s :db/valueType :db.type/%s :db/cardinality :db.cardinality/one %s}",
                name,
                type,
                more);
    }

    private static String stamp(Instant instant) {
        return " {:db/id \"datomic.tx\" :db/txInstant #inst \"" + instant + "\"}";
    }

    private static String passport(int person) {
        return "#uuid \"" + new UUID(7, person) + "\"";
    }

    private static void add(SortedMap<Instant, List<String>> transactions, Instant instant, String fact) {
        transactions.computeIfAbsent(instant, unseen -> new ArrayList<>()).add(fact);
    }
}
