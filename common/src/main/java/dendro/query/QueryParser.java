package dendro.query;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dendro.problem.ProblemException;
import dendro.query.guard.QueryGuard;

/** Parses queries, each text once as long as it is remembered. Safe for any number of threads. */
public final class QueryParser {

    /** Of all the texts that are remembered; what is parsed takes some ten times the memory. */
    private static final long MOST_CHARACTERS = 4_000_000;

    private final LoadingCache<String, Query> byText;

    /** A parser of queries that this guard admits. */
    public QueryParser(QueryGuard guard) {
        this.byText = Caffeine.newBuilder()
                .maximumWeight(MOST_CHARACTERS)
                .weigher((String text, Query query) -> text.length() + 100)
                .executor(Runnable::run)
                .build(text -> Query.parse(text, guard));
    }

    /**
     * The query that a text holds.
     *
     * @throws ProblemException {@code edn-syntax}, {@code query-invalid} or {@code query-forbidden}, naming the place
     */
    public Query parse(String text) {
        return byText.get(text);
    }
}
