package dendro.asof.generated;

import dendro.asof.Plan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * How much generated cases say: a construct counts when its query is compiled, some row of the case has a value, and no
 * row was left to the peer. Safe for any number of threads.
 */
public final class Coverage {

    private static final Map<String, Pattern> CONSTRUCTS = new TreeMap<>();

    static {
        for (String aggregate :
                List.of("count", "count-distinct", "sum", "avg", "min", "max", "median", "variance", "stddev")) {
            CONSTRUCTS.put("(" + aggregate + ")", Pattern.compile("\\(" + aggregate + " \\?"));
        }
        for (String head : List.of(
                "get-else",
                "get-some",
                "missing?",
                "ground",
                "untuple",
                "not",
                "not-join",
                "or",
                "or-join",
                "rule",
                "vector",
                "tuple",
                "inst-ms")) {
            CONSTRUCTS.put("(" + head + ")", Pattern.compile("\\((\\$. )?" + Pattern.quote(head) + "[ 0-9]"));
        }
        CONSTRUCTS.put(":with", Pattern.compile(":with"));
        CONSTRUCTS.put("transaction", Pattern.compile(":db/txInstant"));
        CONSTRUCTS.put("several databases", Pattern.compile("(?s)\\[\\$a .*\\[\\$b "));
        CONSTRUCTS.put("lookup ref", Pattern.compile("\\[:./id [^]]*\\]\\]"));
        CONSTRUCTS.put("predicate", Pattern.compile("\\[\\((<|>|<=|>=|=|not=|!=) "));
        CONSTRUCTS.put("arithmetic", Pattern.compile("\\[\\((\\+|-|\\*|quot|rem) "));
        for (Kind kind : Kind.values()) {
            CONSTRUCTS.put(
                    "attribute of " + kind,
                    Pattern.compile(":./" + kind.name().toLowerCase(java.util.Locale.ROOT) + "[0-9]"));
        }
    }

    private final LongAdder cases = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder compiled = new LongAdder();
    private final LongAdder unsteady = new LongAdder();
    private final LongAdder telling = new LongAdder();
    private final LongAdder leftToPeer = new LongAdder();
    private final Map<String, LongAdder> met = new ConcurrentSkipListMap<>();

    /** Counts a case. */
    void add(GeneratedCase made, Comparison comparison) {
        cases.increment();
        if (comparison.refusal().isPresent()) {
            refused.increment();
            return;
        }
        boolean isCompiled = comparison.plan().map(Plan::isCompiled).orElse(false);
        compiled.add(isCompiled ? 1 : 0);
        unsteady.add(comparison.unsteady() ? 1 : 0);
        leftToPeer.add(comparison.leftToPeer() > 0 ? 1 : 0);
        if (isCompiled && comparison.found() > 0 && comparison.leftToPeer() == 0) {
            telling.increment();
            String text = made.featureSet();
            CONSTRUCTS.forEach((construct, pattern) -> {
                if (pattern.matcher(text).find()) {
                    met.computeIfAbsent(construct, unseen -> new LongAdder()).increment();
                }
            });
        }
    }

    /** How many telling cases each construct was part of. */
    Map<String, Long> constructs() {
        Map<String, Long> counts = new TreeMap<>();
        CONSTRUCTS.keySet().forEach(construct -> counts.put(construct, 0L));
        met.forEach((construct, count) -> counts.put(construct, count.sum()));
        return counts;
    }

    /** The counts of cases, in one line. */
    public String summary() {
        return cases + " cases: " + refused + " refused, " + compiled + " compiled, " + leftToPeer
                + " with rows left to the peer, " + unsteady + " in which the peer contradicts itself, " + telling
                + " with values found and no row left to the peer";
    }
}
