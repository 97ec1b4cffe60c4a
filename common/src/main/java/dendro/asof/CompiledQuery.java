package dendro.asof;

import clojure.lang.Symbol;
import dendro.features.TypedQuery;
import dendro.query.Query;
import dendro.query.QueryInput;
import dendro.query.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A feature query compiled to steps.
 *
 * @param query with its columns
 * @param lines how each clause is read, for people
 * @param required entities without which only the peer can answer
 * @param first the step that begins
 * @param slots how many registers it takes
 * @param marks how many marks it takes
 * @param collected the slots of the variables that rows are made of
 * @param elements of {@code :find}; empty if none of them aggregates
 */
record CompiledQuery(
        TypedQuery query,
        List<String> lines,
        List<Term.LookupRef> required,
        Step first,
        int slots,
        int marks,
        List<Integer> collected,
        List<AggregatedRows.Element> elements) {

    CompiledQuery {
        lines = List.copyOf(lines);
        required = List.copyOf(required);
        collected = List.copyOf(collected);
        elements = List.copyOf(elements);
    }

    /** Registers to run this query in. */
    Frame frame(List<AttributeReads> reads, Stopwatch stopwatch) {
        return new Frame(
                slots,
                marks,
                reads,
                elements.isEmpty()
                        ? new PlainRows(collected, query.columns().size())
                        : new AggregatedRows(collected, elements),
                stopwatch);
    }

    /** The columns found for a row; null if there is no row. Throws {@link LeftToPeer}. */
    Object @Nullable [] run(Frame frame, Object id, Object entity, long[] asOf) {
        frame.begin(id, entity, asOf);
        for (Term.LookupRef lookup : required) {
            var unused = lookup.value(frame);
        }
        first.run(frame);
        return frame.rows().single();
    }

    /**
     * Compiles a query, or says why not.
     *
     * @param idType the value type of ids
     */
    static CompiledQuery compile(TypedQuery typed, Object idType, RuleSet rules, PlannedAttributes attributes) {
        Query query = typed.query();
        Scope scope = Scope.empty();
        for (QueryInput input : query.inputs()) {
            if (input instanceof QueryInput.Value id) {
                scope.learn(scope.bind(Symbol.intern(id.binding())), idType);
            }
        }
        List<?> clauses =
                Stream.concat(query.where().stream(), rules.form().stream()).toList();
        CallCompiler.requireOneBlank(clauses);
        Clauses.repeatedKeywords(clauses).forEach(scope::repeats);
        ClauseCompiler compiler = new ClauseCompiler(attributes, rules);
        Set<Symbol> wanted = new LinkedHashSet<>(Clauses.variables(query.find().elements()));
        wanted.addAll(Clauses.variables(query.with()));
        List<Part> parts = compiler.compileQuery(query.where(), wanted, scope);
        Set<Symbol> variables = new LinkedHashSet<>();
        List<AggregatedRows.Element> elements = new ArrayList<>();
        for (Object element : query.find().elements()) {
            elements.add(element(element, variables));
        }
        boolean aggregates =
                elements.stream().anyMatch(element -> element.aggregation().isPresent());
        query.with().forEach(variable -> variables.add((Symbol) variable));
        List<Integer> collected = new ArrayList<>();
        for (Symbol variable : variables) {
            Optional<Term.Known> known = scope.known(variable);
            if (known.isEmpty() || !(known.get() instanceof Term.Bound bound)) {
                throw new CannotCompile(variable, "it is not bound to a value by a clause");
            }
            collected.add(bound.slot());
        }
        List<String> lines = new ArrayList<>();
        parts.forEach(part -> lines.addAll(part.lines()));
        return new CompiledQuery(
                typed,
                lines,
                compiler.constantLookups(),
                Part.chain(parts, new Found()),
                scope.registers().slots(),
                scope.registers().marks(),
                collected,
                aggregates ? elements : List.of());
    }

    private static AggregatedRows.Element element(Object element, Set<Symbol> variables) {
        if (element instanceof Symbol variable) {
            return new AggregatedRows.Element(place(variable, variables), Optional.empty());
        }
        List<?> parts = Clauses.items(element);
        if (parts.size() == 2 && parts.get(1) instanceof Symbol variable) {
            Optional<Aggregation> aggregation = Aggregation.named(String.valueOf(parts.get(0)));
            if (aggregation.isPresent()) {
                return new AggregatedRows.Element(place(variable, variables), aggregation);
            }
        }
        throw new CannotCompile(element, "it is neither a variable nor one of the compiled aggregates");
    }

    private static int place(Symbol variable, Set<Symbol> variables) {
        variables.add(variable);
        return List.copyOf(variables).indexOf(variable);
    }
}
