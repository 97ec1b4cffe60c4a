package dendro.problem;

import java.util.Map;
import java.util.TreeMap;

/**
 * One error as a value.
 *
 * @param type what kind
 * @param detail one sentence a person can act on
 * @param members further facts by kebab-case name: {@code database}, {@code clause}, {@code id}, ...
 */
public record Problem(ProblemType type, String detail, Map<String, String> members) {

    public Problem {
        members = java.util.Collections.unmodifiableMap(new TreeMap<>(members));
    }

    /** A problem without further facts. */
    public Problem(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    /** The same problem with one more fact. */
    public Problem with(String name, String value) {
        Map<String, String> more = new TreeMap<>(members);
        more.put(name, value);
        return new Problem(type, detail, more);
    }

    /** This problem, to be thrown. */
    public ProblemException exception() {
        return new ProblemException(this, null);
    }

    /** This problem, to be thrown, with what caused it. */
    public ProblemException exception(Throwable cause) {
        return new ProblemException(this, cause);
    }
}
