package dendro.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A bank's loans over 200 days. Small borrowers with a good rating default rarely; whoever has defaulted is rated
 * anew, so today's ratings know what those of the loan's day could not.
 */
final class LoanWorld {

    static final Instant START = Instant.parse("2014-01-01T00:00:00Z");
    static final Instant END = START.plus(Duration.ofDays(200));
    static final int LOANS = 1200;

    static final String FEATURES = """
            {:name :loan-risk ; by one who knows nothing of purchases
             :entity {:database :loans, :attribute :loan/id}
             :features [[:find ?amount ?purpose ?rating :keys amount purpose rating
                         :in $loans ?id
                         :where [$loans ?l :loan/id ?id]
                                [$loans ?l :loan/amount ?amount]
                                [$loans ?l :loan/purpose ?purpose]
                                [$loans ?l :loan/rating ?rating]]]
             :label {:horizon "P20D"
                     :query [:find ?defaulted :keys defaulted
                             :in $loans ?id
                             :where [$loans ?l :loan/id ?id]
                                    [$loans ?l :loan/defaulted ?defaulted]]}}
            """;

    private static final String SCHEMA = """
            [{:db/id "datomic.tx" :db/txInstant #inst "2013-12-01"}
             {:db/ident :loan/id :db/valueType :db.type/string :db/cardinality :db.cardinality/one :db/unique :db.unique/identity}
             {:db/ident :loan/amount :db/valueType :db.type/long :db/cardinality :db.cardinality/one}
             {:db/ident :loan/purpose :db/valueType :db.type/keyword :db/cardinality :db.cardinality/one}
             {:db/ident :loan/rating :db/valueType :db.type/long :db/cardinality :db.cardinality/one}
             {:db/ident :loan/defaulted :db/valueType :db.type/boolean :db/cardinality :db.cardinality/one}]
            """;

    private LoanWorld() {}

    /** Writes the seed: the schema, then one transaction for each thing that happened, in the order of time. */
    static void writeSeed(Path file) throws IOException {
        TreeMap<Instant, String> happened = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(108);
        for (int number = 0; number < LOANS; number++) {
            Instant granted = free(
                    happened,
                    START.plusMillis(random.nextLong(Duration.ofDays(200).toMillis())));
            long amount = random.nextLong(100_000);
            long rating = random.nextLong(10);
            boolean defaults =
                    random.nextDouble() < 1 / (1 + Math.exp(3.5 - (amount > 50_000 ? 2.5 : 0) - rating / 4.0));
            String id = ":loan/id \"loan-" + number + "\"";
            happened.put(
                    granted,
                    "{" + id + " :loan/amount " + amount + " :loan/purpose "
                            + (random.nextBoolean() ? ":purpose/house" : ":purpose/car") + " :loan/rating " + rating
                            + " :loan/defaulted false}");
            if (defaults) {
                happened.put(
                        free(happened, granted.plus(Duration.ofDays(5 + random.nextInt(10)))),
                        "{" + id + " :loan/defaulted true :loan/rating 0}");
            }
        }
        StringJoiner seed = new StringJoiner("\n");
        seed.add(SCHEMA);
        happened.forEach((instant, facts) ->
                seed.add("[{:db/id \"datomic.tx\" :db/txInstant #inst \"" + instant + "\"} " + facts + "]"));
        Files.writeString(file, seed.toString());
    }

    private static Instant free(Map<Instant, String> happened, Instant wanted) {
        Instant free = wanted;
        while (happened.containsKey(free)) {
            free = free.plusMillis(1);
        }
        return free;
    }
}
