package dendro.benchmarks.savedqueries;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The words of a company: a few that nearly everything is about, and thousands of names that hardly anything is about. */
final class Vocabulary {

    static final List<String> SUBJECTS = List.of(
            "purchases",
            "customers",
            "bills",
            "merchants",
            "limits",
            "installments",
            "refunds",
            "disputes",
            "payments",
            "transfers",
            "cards",
            "loans",
            "offers",
            "invitations",
            "logins",
            "devices",
            "addresses",
            "statements");
    static final List<String> ADJECTIVES = List.of(
            "late",
            "large",
            "new",
            "charged back",
            "declined",
            "approved",
            "recurring",
            "foreign",
            "suspicious",
            "unpaid",
            "cancelled",
            "duplicate",
            "international",
            "small",
            "blocked",
            "average",
            "daily",
            "monthly");
    static final List<String> DIMENSIONS = List.of(
            "city",
            "job",
            "category",
            "income",
            "status",
            "amount",
            "month",
            "weekday",
            "limit",
            "merchant",
            "age",
            "channel",
            "region",
            "currency",
            "device",
            "campaign");
    static final List<String> TAGS = List.of(
            "risk",
            "growth",
            "weekly",
            "monthly",
            "board",
            "audit",
            "experiment",
            "incident",
            "collections",
            "fraud",
            "onboarding",
            "credit",
            "cards",
            "merchants",
            "support",
            "finance",
            "draft",
            "official",
            "how-to",
            "quality");

    private static final String[] BEGINNINGS = {
        "al", "bar", "cor", "den", "el", "fer", "gal", "hel", "il", "jun", "kal", "lor", "mar", "nor", "or", "pal",
        "quer", "ros", "sal", "tor", "ul", "ver", "wil", "yar", "zel"
    };
    private static final String[] MIDDLES = {"a", "e", "i", "o", "u", "an", "en", "in", "or", "ul"};
    private static final String[] ENDS = {
        "bia", "cus", "dora", "fia", "gon", "lia", "mara", "nix", "pora", "tis", "vena", "x"
    };
    private static final int NAMES = 2_500;

    private final List<String> names;
    private final Zipf zipf = new Zipf(NAMES);

    Vocabulary() {
        SplittableRandom random = new SplittableRandom(7);
        Set<String> distinct = new LinkedHashSet<>();
        while (distinct.size() < NAMES) {
            distinct.add(one(BEGINNINGS, random) + one(MIDDLES, random) + one(ENDS, random));
        }
        names = new ArrayList<>(distinct);
    }

    private static String one(String[] of, RandomGenerator random) {
        return of[random.nextInt(of.length)];
    }

    static String one(List<String> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }

    /** A name, the first ones often. */
    String name(RandomGenerator random) {
        return names.get(zipf.next(random));
    }

    /** The name of a rank from 0 on, of which 0 is the most common. */
    String ofRank(int rank) {
        return names.get(rank);
    }
}
