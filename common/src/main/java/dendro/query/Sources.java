package dendro.query;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.Map;

/**
 * What the source variables of a query stand for: {@code $purchases} for the database of that name as of the cursor,
 * unless something else is declared for it.
 *
 * @param declared by variable, such as {@code $h}; a log also by an ordinary variable, {@code ?log}
 */
public record Sources(Map<String, QuerySource> declared) {

    public Sources {
        declared = Map.copyOf(declared);
        declared.forEach((variable, source) -> {
            boolean isLog = source instanceof QuerySource.OfDatabase facts && facts.view() instanceof View.Log;
            if (!variable.startsWith("$") && !(variable.startsWith("?") && isLog)) {
                throw invalid(
                        "A source is named like $h, and a log may be named like ?log; '" + variable + "' is not.");
            }
        });
    }

    /** Each source is the database of its name. */
    public static Sources byName() {
        return new Sources(Map.of());
    }

    /** Whether something was declared for a variable. */
    public boolean declares(String variable) {
        return declared.containsKey(variable);
    }

    /**
     * What a source variable stands for.
     *
     * @throws ProblemException {@code query-invalid} for {@code $}, if nothing is declared for it
     */
    public QuerySource of(String variable) {
        QuerySource source = declared.get(variable);
        if (source != null) {
            return source;
        }
        if (variable.equals("$")) {
            throw new Problem(
                            ProblemType.QUERY_INVALID,
                            "$ names no database: write :in $purchases to read the database 'purchases', or declare"
                                    + " what $ is in \"sources\".")
                    .exception();
        }
        return new QuerySource.OfDatabase(variable.substring(1), new View.AsOf());
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
