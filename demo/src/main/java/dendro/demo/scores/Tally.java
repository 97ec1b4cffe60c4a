package dendro.demo.scores;

import dendro.message.ScoreMessage;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What has come back in a run whose length is known beforehand. For one thread. */
public final class Tally {

    private final Map<String, ScoreMessage> firstScores = new LinkedHashMap<>();
    private long scored;
    private long deadLetters;

    /** Counts an arrival. */
    public void add(Arrival arrival) {
        if (arrival instanceof Arrival.Scored score) {
            scored++;
            firstScores.putIfAbsent(score.message().input().at().id(), score.message());
        } else {
            deadLetters++;
        }
    }

    /** How many scores there are. */
    public long scored() {
        return scored;
    }

    /** How many different purchases have been scored. */
    public int distinct() {
        return firstScores.size();
    }

    /** How many messages could not be scored. */
    public long deadLetters() {
        return deadLetters;
    }

    /** The first score of each purchase, in the order of arrival. */
    public Collection<ScoreMessage> scores() {
        return Collections.unmodifiableCollection(firstScores.values());
    }
}
