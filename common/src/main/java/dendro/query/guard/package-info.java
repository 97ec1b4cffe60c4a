/**
 * What stands between a user's query text and Datomic, where query text is code.
 *
 * <p>The peer compiles a function expression by generating the Clojure form {@code (f arguments...)} and evaluating
 * it. Thus a function clause may call any function or Java method; a list or a name nested anywhere inside an
 * argument is evaluated too; and the peer does not distinguish vectors from lists, so {@code [[System/exit 0] ?x]} and
 * {@code [$ (System/exit 0)]} are calls as well. A query that comes as the value of a variable into a nested
 * {@code q} is compiled likewise.
 *
 * <p>{@link dendro.query.guard.QueryGuard} therefore admits what it knows, and nothing else: it walks a form that
 * an EDN reader read (evaluating nothing) along the grammar of queries, rules and pull patterns, in the strict
 * spelling where calls stand in parentheses and patterns in brackets, and takes names only from
 * {@link dendro.query.guard.AllowedNames}.
 *
 * <p>The guard decides about text alone. What an admitted query costs is bounded elsewhere: a string that doubles in
 * each of forty clauses by {@link dendro.query.bounded}, a cartesian product and a recursive rule that never ends where
 * queries run.
 */
package dendro.query.guard;
