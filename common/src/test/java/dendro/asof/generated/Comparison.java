package dendro.asof.generated;

import dendro.asof.AsOfEngine;
import dendro.asof.Execution;
import dendro.asof.Plan;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.features.FeatureEvaluator;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureSet;
import dendro.features.QueryPerRow;
import dendro.features.Reading;
import dendro.features.TypedFeatureSet;
import dendro.problem.ProblemException;
import dendro.query.guard.QueryGuard;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A case answered by each execution and by one {@code Peer.query} a row, which is right.
 *
 * @param refusal why the feature set was refused before any row was read
 * @param plan what the engine made of it; empty if refused
 * @param found rows with at least one value
 * @param leftToPeer rows that sweep and point left to the peer
 * @param differences in words; empty if there are none, or if the peer, asked again, contradicts itself
 * @param unsteady whether the peer contradicts itself
 */
public record Comparison(
        Optional<String> refusal,
        Optional<Plan> plan,
        int found,
        long leftToPeer,
        List<String> differences,
        boolean unsteady) {

    /** What kind of difference the first one is, to tell faults apart; empty if there is none. */
    String fault() {
        return differences.isEmpty()
                ? ""
                : differences
                        .get(0)
                        .replaceAll(
                                "(?s)(Row)\\[at.*?\n|(Failed)\\[at.*?type=([A-Z_]*).*?\n|(Row)\\[at.*$|(Failed)\\[at.*?type=([A-Z_]*).*$",
                                "$1$2$3$4$5$6");
    }

    private static final Duration TIME = Duration.ofSeconds(30);
    /** Ranges of a datom or two. */
    private static final long RANGED_BYTES = 5_000;

    private static final int TIMES_ASKED_AGAIN = 10;
    private static final double ROUNDING = 1e-9;
    private static final QueryGuard GUARD = new QueryGuard();

    /** Runs a case. */
    public static Comparison of(GeneratedCase made) {
        try (CaseDatabases opened = new CaseDatabases(made)) {
            Reading reading = TypedFeatureSet.of(FeatureSet.parse(made.featureSet(), GUARD), opened.schemas())
                    .features();
            return compared(made, reading, opened.databases());
        } catch (ProblemException e) {
            return new Comparison(
                    Optional.of(e.problem().type() + ": " + e.problem().detail()),
                    Optional.empty(),
                    0,
                    0,
                    List.of(),
                    false);
        }
    }

    private static Comparison compared(GeneratedCase made, Reading reading, Databases databases) {
        AsOfEngine engine = new AsOfEngine(databases, TIME, TIME, 1 << 24);
        List<FeatureOutcome> expected = evaluate(new QueryPerRow(databases, TIME, TIME), reading, made);
        Map<Execution, List<FeatureOutcome>> actual = new EnumMap<>(Execution.class);
        try {
            for (Execution execution : Execution.values()) {
                AsOfEngine own = execution == Execution.RANGED_SWEEP
                        ? new AsOfEngine(databases, TIME, TIME, RANGED_BYTES)
                        : engine;
                actual.put(execution, evaluate(own.forced(execution), reading, made));
            }
        } catch (RuntimeException e) {
            return new Comparison(Optional.empty(), Optional.empty(), 0, 0, List.of(stackTrace(e)), false);
        }
        List<String> differences = new ArrayList<>();
        int found = 0;
        for (int row = 0; row < expected.size(); row++) {
            FeatureOutcome peers = expected.get(row);
            int number = row;
            actual.forEach((execution, outcomes) ->
                    differ(execution, peers, outcomes.get(number)).ifPresent(differences::add));
            found += hasValue(peers) ? 1 : 0;
        }
        long leftToPeer = engine.rowCounts().leftToPeer();
        Plan plan = engine.plan(reading, Deadline.after(TIME));
        boolean unsteady = !differences.isEmpty() && contradictsItself(expected, reading, made, databases);
        return new Comparison(
                Optional.empty(), Optional.of(plan), found, leftToPeer, unsteady ? List.of() : differences, unsteady);
    }

    /** Whether the peer answers the same queries otherwise when it is asked again: then nothing can equal it. */
    private static boolean contradictsItself(
            List<FeatureOutcome> expected, Reading reading, GeneratedCase made, Databases databases) {
        for (int again = 0; again < TIMES_ASKED_AGAIN; again++) {
            List<FeatureOutcome> answers = evaluate(new QueryPerRow(databases, TIME, TIME), reading, made);
            for (int row = 0; row < expected.size(); row++) {
                if (!isSame(expected.get(row), answers.get(row))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<FeatureOutcome> evaluate(FeatureEvaluator evaluator, Reading reading, GeneratedCase made) {
        return evaluator.evaluate(reading, made.rows(), Deadline.after(Duration.ZERO));
    }

    private static String stackTrace(RuntimeException e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static boolean hasValue(FeatureOutcome outcome) {
        if (outcome instanceof FeatureOutcome.Row row) {
            for (int column = 0; column < row.values().size(); column++) {
                if (row.values().value(column).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<String> differ(Execution way, FeatureOutcome expected, FeatureOutcome actual) {
        return isSame(expected, actual)
                ? Optional.empty()
                : Optional.of(way + " says " + actual + "\n where Peer.query says " + expected);
    }

    /** Problems count by their type: their sentences may tell more or less. */
    private static boolean isSame(FeatureOutcome expected, FeatureOutcome actual) {
        if (expected instanceof FeatureOutcome.Failed peers && actual instanceof FeatureOutcome.Failed ours) {
            return peers.problem().type() == ours.problem().type();
        }
        return expected instanceof FeatureOutcome.Row peers
                && actual instanceof FeatureOutcome.Row ours
                && peers.cursor().equals(ours.cursor())
                && sameValues(peers, ours);
    }

    private static boolean sameValues(FeatureOutcome.Row expected, FeatureOutcome.Row actual) {
        for (int column = 0; column < expected.values().size(); column++) {
            Optional<Object> peers = expected.values().value(column);
            Optional<Object> ours = actual.values().value(column);
            if (!peers.equals(ours) && !(peers.isPresent() && ours.isPresent() && isRounded(peers.get(), ours.get()))) {
                return false;
            }
        }
        return true;
    }

    /** The peer adds up in an order that changes from run to run; only rounding may tell sums apart. */
    private static boolean isRounded(Object expected, Object actual) {
        return expected instanceof Double peers
                && actual instanceof Double ours
                && Math.abs(peers - ours) <= ROUNDING * Math.max(1, Math.max(Math.abs(peers), Math.abs(ours)));
    }
}
