package dendro.savedqueries.savedquery;

import dendro.savedqueries.database.StoredInstant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;

/** Finds saved queries. Safe for any number of threads. */
public final class QuerySearch {

    private static final String HEAD = "q.id, q.name, q.description, q.team, q.owner, q.version, q.created_at,"
            + " q.changed_at, q.archived, q.origin, u.runs, u.people, u.failures, u.last_run, u.median_ms,"
            + " case when f.person is null then 0 else 1 end as favourite";
    private static final String USAGE = " join saved_query_usage u on u.query = q.id";
    private static final String FAVOURITES = " left join favourites f on f.query = q.id and f.person = :me";
    private static final String FROM_ALL = " from saved_queries q" + USAGE + FAVOURITES;
    private static final int MOST_WORDS = 8;
    private static final int FETCHED = 2000;

    /** So few are looked up one by one; for more, a database reads them all faster. */
    private static final int FEW = 200;

    /** After every character that a word can have, however texts are compared. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final Jdbi store;
    private final Duration stale;
    private final Clock clock;

    /**
     * A search.
     *
     * @param stale after how long without a run a query is stale
     */
    public QuerySearch(Jdbi store, Duration stale, Clock clock) {
        this.store = store;
        this.stale = stale;
        this.clock = clock;
    }

    /**
     * Some queries.
     *
     * @param total how many there are in all
     */
    record Page(long total, List<QueryHead> queries) {

        Page {
            queries = List.copyOf(queries);
        }
    }

    /** One query as somebody sees it. */
    Optional<QueryHead> find(UUID id, String person) {
        return list(QueryList.only(id), person).queries().stream().findFirst();
    }

    /** The queries of a list as somebody sees them. */
    Page list(QueryList list, String person) {
        List<String> words = list.text().map(SearchWords::of).orElse(List.of());
        if (list.text().isPresent() && words.isEmpty()) {
            return new Page(0, List.of());
        }
        Selection selection = new Selection(clock.instant().minus(stale));
        selection.bind("me", person);
        selection.conditions(list);
        return store.inTransaction(handle -> words.isEmpty()
                ? listed(handle, list, selection)
                : found(
                        handle,
                        list,
                        selection,
                        matches(handle, words.subList(0, Math.min(words.size(), MOST_WORDS)))));
    }

    /** Ordered by as little as it takes: whole rows, with their descriptions, are only read of those that are shown. */
    private static Page listed(Handle handle, QueryList list, Selection selection) {
        long total = selection
                .bound(handle, "select count(*)" + selection.from(false))
                .mapTo(Long.class)
                .one();
        List<UUID> page = selection
                .bound(
                        handle,
                        "select q.id" + selection.from(isByUse(list.order())) + orderBy(list.order())
                                + " offset :offset rows fetch first :limit rows only")
                .bind("offset", list.offset())
                .bind("limit", list.limit())
                .mapTo(UUID.class)
                .list();
        return page(handle, total, page, selection);
    }

    private static boolean isByUse(QueryList.Order order) {
        return order == QueryList.Order.USE || order == QueryList.Order.RELEVANCE;
    }

    private static String orderBy(QueryList.Order order) {
        return switch (order) {
            case USE, RELEVANCE -> " order by u.runs desc, lower(q.name), q.id";
            case NAME -> " order by lower(q.name), q.id";
            case CHANGED -> " order by q.changed_at desc, q.id";
        };
    }

    /** What a query is ordered by that was found by words. */
    private record Found(UUID id, String name, Instant changedAt, double relevance, long runs) {

        static Comparator<Found> by(QueryList.Order order) {
            Comparator<Found> byName = Comparator.comparing(Found::name).thenComparing(Found::id);
            return switch (order) {
                case USE -> Comparator.comparingLong(Found::runs).reversed().thenComparing(byName);
                case NAME -> byName;
                case CHANGED ->
                    Comparator.comparing(Found::changedAt).reversed().thenComparing(byName);
                case RELEVANCE ->
                    Comparator.comparingDouble(Found::relevance).reversed().thenComparing(byName);
            };
        }
    }

    /** Joined and sorted here: H2 takes several times as long to join what it has grouped. */
    private static Page found(Handle handle, QueryList list, Selection selection, Map<UUID, Double> scores) {
        if (scores.isEmpty()) {
            return new Page(0, List.of());
        }
        String heads = "select q.id, lower(q.name) as lower_name, q.changed_at, u.runs" + selection.from(true);
        Query selected = scores.size() > FEW
                ? selection.bound(handle, heads)
                : selection
                        .bound(handle, heads + selection.also("q.id in (<found>)"))
                        .bindList("found", List.copyOf(scores.keySet()));
        List<Found> all = selected.setFetchSize(FETCHED).map((row, context) -> found(row, scores)).stream()
                .flatMap(Optional::stream)
                .sorted(Found.by(list.order()))
                .toList();
        List<UUID> page = all.stream()
                .skip(list.offset())
                .limit(list.limit())
                .map(Found::id)
                .toList();
        return page(handle, all.size(), page, selection);
    }

    /** The queries of a page in its order. */
    private static Page page(Handle handle, long total, List<UUID> page, Selection selection) {
        if (page.isEmpty()) {
            return new Page(total, List.of());
        }
        Map<UUID, QueryHead> shown = new LinkedHashMap<>();
        selection
                .bound(handle, "select " + HEAD + FROM_ALL + " where q.id in (<page>)")
                .bindList("page", page)
                .map((row, context) -> head(row, selection.staleBefore))
                .forEach(head -> shown.put(head.id(), head));
        return new Page(
                total,
                withTags(
                        handle,
                        page.stream()
                                .flatMap(id -> Optional.ofNullable(shown.get(id)).stream())
                                .toList()));
    }

    /** Of what is as much about the words, what is used more goes first. */
    private static Optional<Found> found(ResultSet row, Map<UUID, Double> scores) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Double score = scores.get(id);
        if (score == null) {
            return Optional.empty();
        }
        long runs = row.getLong("runs");
        double relevance = score * (1 + Math.log1p((double) runs) / 4);
        return Optional.of(
                new Found(id, row.getString("lower_name"), StoredInstant.read(row, "changed_at"), relevance, runs));
    }

    /**
     * Queries of which every word begins one, each with how much the words say about it. Long words go first, as fewer queries
     * have those; of the others only what is left is looked at, once that is little.
     */
    private static Map<UUID, Double> matches(Handle handle, List<String> words) {
        List<String> longestFirst = words.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        Map<UUID, Double> scores = matches(handle, longestFirst.get(0), Set.of());
        for (String word : longestFirst.subList(1, longestFirst.size())) {
            if (scores.isEmpty()) {
                return scores;
            }
            Map<UUID, Double> more = matches(handle, word, scores.size() > FEW ? Set.of() : scores.keySet());
            scores.keySet().retainAll(more.keySet());
            scores.replaceAll((query, score) -> score + more.getOrDefault(query, 0.0));
        }
        return scores;
    }

    /**
     * What is found by a whole word counts twice what is found by its beginning.
     *
     * @param among where to look; everywhere if empty
     */
    private static Map<UUID, Double> matches(Handle handle, String word, Set<UUID> among) {
        Query query = handle.createQuery(
                        "select query, max(case when word = :word then 2 * weight else weight end) as score"
                                + " from saved_query_words where word >= :word and word < :after"
                                + (among.isEmpty() ? "" : " and query in (<among>)") + " group by query")
                .bind("word", word)
                .bind("after", word + LAST)
                .setFetchSize(FETCHED);
        if (!among.isEmpty()) {
            query.bindList("among", List.copyOf(among));
        }
        Map<UUID, Double> scores = new HashMap<>();
        query.map((row, context) -> Map.entry(row.getObject("query", UUID.class), row.getDouble("score")))
                .forEach(match -> scores.put(match.getKey(), match.getValue()));
        return scores;
    }

    /** What is selected, in SQL, and the values in it. */
    private static final class Selection {

        private final Instant staleBefore;
        private final Map<String, Object> values = new LinkedHashMap<>();
        private final List<String> conditions = new ArrayList<>();
        private boolean isFavourite;
        private boolean isStale;

        Selection(Instant staleBefore) {
            this.staleBefore = staleBefore;
        }

        void bind(String name, Object value) {
            values.put(name, value);
        }

        void conditions(QueryList list) {
            list.id().ifPresent(id -> condition("q.id = :id", "id", id));
            list.team().ifPresent(team -> condition("q.team = :team", "team", team));
            list.owner().ifPresent(owner -> condition("q.owner = :owner", "owner", owner));
            list.archived().ifPresent(archived -> condition("q.archived = :archived", "archived", archived));
            list.tag()
                    .ifPresent(tag -> condition(
                            "exists (select 1 from saved_query_tags t where t.query = q.id and t.tag = :tag)",
                            "tag",
                            tag));
            isFavourite = list.favourites();
            isStale = list.stale();
            if (list.favourites()) {
                conditions.add("f.person is not null");
            }
            if (list.stale()) {
                condition(
                        "coalesce(u.last_run, q.created_at) < :stale_before",
                        "stale_before",
                        StoredInstant.of(staleBefore));
            }
        }

        private void condition(String sql, String name, Object value) {
            conditions.add(sql);
            bind(name, value);
        }

        /**
         * Tables and conditions, with no more tables than are needed.
         *
         * @param withUsage whether it is selected or ordered by
         */
        String from(boolean withUsage) {
            return " from saved_queries q" + (withUsage || isStale ? USAGE : "") + (isFavourite ? FAVOURITES : "")
                    + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions));
        }

        /** A further condition. */
        String also(String condition) {
            return (conditions.isEmpty() ? " where " : " and ") + condition;
        }

        Query bound(Handle handle, String sql) {
            // Not every statement joins every table, and so not all have a use for all values.
            Query query = handle.createQuery(sql)
                    .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true));
            values.forEach(query::bind);
            return query;
        }
    }

    private static QueryHead head(ResultSet row, Instant staleBefore) throws SQLException {
        Instant createdAt = StoredInstant.read(row, "created_at");
        Optional<Instant> lastRun = StoredInstant.readIfAny(row, "last_run");
        long median = row.getLong("median_ms");
        Optional<Long> medianMs = row.wasNull() ? Optional.empty() : Optional.of(median);
        return new QueryHead(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("description"),
                List.of(),
                Optional.ofNullable(row.getString("team")),
                row.getString("owner"),
                row.getInt("version"),
                createdAt,
                StoredInstant.read(row, "changed_at"),
                row.getInt("favourite") == 1,
                lastRun.orElse(createdAt).isBefore(staleBefore),
                row.getBoolean("archived"),
                Optional.ofNullable(row.getObject("origin", UUID.class)),
                new Usage(row.getLong("runs"), row.getInt("people"), lastRun, medianMs, row.getLong("failures")));
    }

    private static List<QueryHead> withTags(Handle handle, List<QueryHead> heads) {
        if (heads.isEmpty()) {
            return heads;
        }
        Map<UUID, List<String>> tags = new LinkedHashMap<>();
        handle.createQuery("select query, tag from saved_query_tags where query in (<queries>) order by tag")
                .bindList("queries", heads.stream().map(QueryHead::id).toList())
                .map((row, context) -> Map.entry(row.getObject("query", UUID.class), row.getString("tag")))
                .forEach(tag -> tags.computeIfAbsent(tag.getKey(), unseen -> new ArrayList<>())
                        .add(tag.getValue()));
        return heads.stream()
                .map(head -> head.withTags(tags.getOrDefault(head.id(), List.of())))
                .toList();
    }
}
