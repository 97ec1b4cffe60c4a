package dendro.consistency;

import dendro.features.EntityAt;
import dendro.message.ScoreMessage;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The score messages of a range, by what they are about. For one thread. */
public final class LoggedScores {

    private static final int TOLD = 20;

    private final int most;
    private final Map<EntityAt, List<ScoreMessage>> byEntity = new LinkedHashMap<>();
    private final List<String> unreadable = new ArrayList<>();
    private long unreadableCount;
    private int count;

    /** None so far, and never more than so many: they are held in memory. */
    public LoggedScores(int most) {
        this.most = most;
    }

    /** These. */
    public static LoggedScores of(Collection<ScoreMessage> scores) {
        LoggedScores logged = new LoggedScores(scores.size());
        scores.forEach(logged::add);
        return logged;
    }

    /**
     * Adds a message.
     *
     * @throws dendro.problem.ProblemException {@code too-large} if there are too many
     */
    public void add(ScoreMessage score) {
        if (count == most) {
            throw new Problem(
                            ProblemType.TOO_LARGE,
                            "There are more than " + most + " scores in this range: choose a shorter one.")
                    .exception();
        }
        count++;
        byEntity.computeIfAbsent(score.input().at(), at -> new ArrayList<>(1)).add(score);
    }

    /** Counts a message that is no score. */
    void addUnreadable(String sentence) {
        unreadableCount++;
        if (unreadable.size() < TOLD) {
            unreadable.add(sentence);
        }
    }

    /** How many scores there are. */
    public int size() {
        return count;
    }

    Collection<List<ScoreMessage>> groups() {
        return Collections.unmodifiableCollection(byEntity.values());
    }

    boolean holds(EntityAt at) {
        return byEntity.containsKey(at);
    }

    List<String> unreadable() {
        return Collections.unmodifiableList(unreadable);
    }

    long unreadableCount() {
        return unreadableCount;
    }

    /** The earliest moment that a score is about. */
    Optional<Instant> first() {
        return byEntity.keySet().stream().map(EntityAt::timestamp).min(Instant::compareTo);
    }

    /** The latest. */
    Optional<Instant> last() {
        return byEntity.keySet().stream().map(EntityAt::timestamp).max(Instant::compareTo);
    }
}
