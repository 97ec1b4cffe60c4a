package dendro.query;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A query and all that it takes, except when.
 *
 * @param query what is asked
 * @param sources what it reads
 * @param args one for each input that is no source, as Datomic takes them
 * @param joins whether rows of clauses that have nothing to do with each other may be combined
 */
public record Question(Query query, Sources sources, List<Object> args, Joins joins) {

    /** What becomes of clauses that have nothing to do with each other. */
    public enum Joins {
        /** They are refused: every row of one would be combined with every row of the other. */
        REQUIRED,
        /** They are combined, as the peer does. */
        CARTESIAN
    }

    /**
     * Refuses sources that the query does not have.
     *
     * @throws dendro.problem.ProblemException {@code argument-mismatch}
     */
    public Question {
        args = List.copyOf(args);
        Set<String> taken = query.inputs().stream()
                .map(input -> input instanceof QueryInput.Source source
                        ? source.variable()
                        : input instanceof QueryInput.Value value ? value.binding() : "")
                .collect(Collectors.toSet());
        for (String variable : sources.declared().keySet()) {
            if (!taken.contains(variable)) {
                throw new Problem(
                                ProblemType.ARGUMENT_MISMATCH,
                                "A source is declared for " + variable + ", which is not in the query's :in.")
                        .exception();
            }
        }
    }

    /** A query over databases by name, whose clauses are joined. */
    public static Question of(Query query, List<Object> args) {
        return new Question(query, Sources.byName(), args, Joins.REQUIRED);
    }

    /** What is taken from {@code args}, in order. */
    List<QueryInput> arguments() {
        return query.inputs().stream()
                .filter(input -> !(input instanceof QueryInput.Source)
                        && !(input instanceof QueryInput.Procedures)
                        && !isSource(input))
                .toList();
    }

    /** Whether an input is a log under the name of an ordinary variable. */
    boolean isSource(QueryInput input) {
        return input instanceof QueryInput.Value value && sources.declares(value.binding());
    }

    /** The databases that are read, in the order of {@code :in}. */
    public List<String> databases() {
        Set<String> names = new LinkedHashSet<>();
        for (QueryInput input : query.inputs()) {
            String variable = input instanceof QueryInput.Source source
                    ? source.variable()
                    : isSource(input) ? ((QueryInput.Value) input).binding() : "";
            if (!variable.isEmpty() && sources.of(variable) instanceof QuerySource.OfDatabase facts) {
                names.add(facts.database());
            }
        }
        return new ArrayList<>(names);
    }
}
