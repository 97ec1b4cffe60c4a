package dendro.asof;

import dendro.features.TypedQuery;

/** What a plan makes of one query. */
sealed interface PlannedQuery {

    /** The query with its columns. */
    TypedQuery query();

    /**
     * Compiled to steps.
     *
     * @param steps the query
     */
    record Compiled(CompiledQuery steps) implements PlannedQuery {
        @Override
        public TypedQuery query() {
            return steps.query();
        }
    }

    /**
     * Answered by the peer, row by row.
     *
     * @param why the clause that is not compiled, and the reason
     */
    record Uncompiled(TypedQuery query, CannotCompile.PeerOnly why) implements PlannedQuery {}
}
