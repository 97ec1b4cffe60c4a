package dendro.features;

import clojure.lang.Symbol;
import datomic.Database;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.Query;
import dendro.query.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The types of a query's columns, read off the schema: a variable has the type of the attributes whose
 * values it is bound to, an aggregate the type that follows. What the schema does not tell (a function's
 * result) must be declared in the feature set.
 */
final class ColumnTyping {

    private static final Set<String> COUNTS = Set.of("count", "count-distinct");
    private static final Set<String> REALS = Set.of("variance", "stddev");
    private static final Set<String> SAME_TYPE = Set.of("min", "max", "sum");

    private final Query query;
    private final Map<String, ColumnType> declared;
    private final VariableTypes variables;

    ColumnTyping(Query query, RuleSet rules, Map<String, Database> schemas, Map<String, ColumnType> declared) {
        this.query = query;
        this.declared = declared;
        this.variables = new VariableTypes(rules, schemas);
    }

    /** The columns in order; throws {@code attribute-unknown} or {@code feature-set-invalid}. */
    List<Column> columns() {
        variables.learn(query.where(), Optional.empty());
        List<Column> columns = new ArrayList<>();
        for (int index = 0; index < query.columns().size(); index++) {
            String name = query.columns().get(index);
            columns.add(new Column(name, type(name, query.find().elements().get(index))));
        }
        return columns;
    }

    private ColumnType type(String name, Object element) {
        Optional<ColumnType> inferred = inferred(element);
        Optional<ColumnType> written = Optional.ofNullable(declared.get(name));
        if (inferred.isPresent() && written.isPresent() && !inferred.equals(written)) {
            throw invalid("Column '" + name + "' is declared " + written.get().label() + " but the schema says "
                    + inferred.get().label() + ".");
        }
        return inferred.or(() -> written)
                .orElseThrow(() -> invalid("The schema does not tell the type of column '" + name
                        + "'; declare it: :types {:" + name + " :long}."));
    }

    private Optional<ColumnType> inferred(Object element) {
        if (element instanceof Symbol variable) {
            Set<ColumnType> types = variables.of(variable);
            if (types.size() > 1) {
                throw invalid("The variable " + variable + " is bound to values of several types: " + types + ".");
            }
            return types.stream().findFirst();
        }
        if (element instanceof List<?> aggregate && aggregate.size() >= 2) {
            String function = String.valueOf(aggregate.get(0));
            if (COUNTS.contains(function)) {
                return Optional.of(ColumnType.LONG);
            }
            if (REALS.contains(function)) {
                return Optional.of(ColumnType.DOUBLE);
            }
            if (SAME_TYPE.contains(function) && aggregate.size() == 2) {
                return inferred(aggregate.get(1));
            }
        }
        return Optional.empty();
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.FEATURE_SET_INVALID, detail).exception();
    }
}
