package dendro.query;

import clojure.lang.Symbol;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.util.List;

/**
 * What a query's {@code :find} asks for.
 *
 * @param shape of the answer
 * @param elements variables, aggregates and pull expressions, one a column
 */
public record FindSpec(Shape shape, List<Object> elements) {

    /** The shape of an answer. */
    public enum Shape {
        /** {@code ?x ?y}: rows. */
        RELATION,
        /** {@code [?x ...]}: one column. */
        COLLECTION,
        /** {@code [?x ?y]}: one row. */
        TUPLE,
        /** {@code ?x .}: one value. */
        SCALAR
    }

    private static final Symbol DOT = Symbol.intern(".");
    private static final Symbol DOTS = Symbol.intern("...");

    public FindSpec {
        elements = List.copyOf(elements);
        if (elements.isEmpty()) {
            throw new Problem(ProblemType.QUERY_INVALID, "The query has no :find, so it asks for nothing.").exception();
        }
    }

    static FindSpec of(List<?> find) {
        if (find.size() == 2 && DOT.equals(find.get(1))) {
            return new FindSpec(Shape.SCALAR, List.of(find.get(0)));
        }
        if (find.size() == 1 && find.get(0) instanceof List<?> inner && find.get(0) instanceof java.util.RandomAccess) {
            if (inner.size() == 2 && DOTS.equals(inner.get(1))) {
                return new FindSpec(Shape.COLLECTION, List.of(inner.get(0)));
            }
            return new FindSpec(Shape.TUPLE, List.copyOf(inner));
        }
        return new FindSpec(Shape.RELATION, List.copyOf(find));
    }
}
