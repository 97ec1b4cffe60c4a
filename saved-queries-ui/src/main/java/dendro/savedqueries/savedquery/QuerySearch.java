package dendro.savedqueries.savedquery;

import dendro.savedqueries.database.StoredInstant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Finds saved queries. Safe for any number of threads. */
public final class QuerySearch {

    private static final String HEAD = "q.id, q.name, q.description, q.team, q.owner, q.version, q.created_at,"
            + " q.changed_at, q.archived, q.origin, u.runs, u.people, u.failures, u.last_run, u.median_ms,"
            + " case when f.person is null then 0 else 1 end as favourite";
    private static final int MOST_WORDS = 8;

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
        selection.words(words.subList(0, Math.min(words.size(), MOST_WORDS)));
        selection.conditions(list);
        return store.inTransaction(handle -> {
            long total = selection
                    .bound(handle, "select count(*)" + selection.from())
                    .mapTo(Long.class)
                    .one();
            List<QueryHead> heads = selection
                    .bound(
                            handle,
                            "select " + HEAD + selection.from() + selection.orderBy(list.order())
                                    + " offset :offset rows fetch first :limit rows only")
                    .bind("offset", list.offset())
                    .bind("limit", list.limit())
                    .map((row, context) -> head(row, selection.staleBefore))
                    .list();
            return new Page(total, withTags(handle, heads));
        });
    }

    /** What is selected, in SQL, and the values in it. */
    private static final class Selection {

        private final Instant staleBefore;
        private final Map<String, Object> values = new LinkedHashMap<>();
        private final List<String> conditions = new ArrayList<>();
        private final List<String> scores = new ArrayList<>();
        private final StringBuilder joins = new StringBuilder();

        Selection(Instant staleBefore) {
            this.staleBefore = staleBefore;
        }

        void bind(String name, Object value) {
            values.put(name, value);
        }

        /** What is found by a whole word counts twice what is found by its beginning. */
        void words(List<String> words) {
            for (int number = 0; number < words.size(); number++) {
                String word = "word" + number;
                joins.append(" join (select query, max(weight * case when word = :%1$s then 2 else 1 end) as score"
                                .formatted(word))
                        .append(" from saved_query_words where word >= :%1$s and word < :%1$s_end group by query)"
                                .formatted(word))
                        .append(" s%1$d on s%1$d.query = q.id".formatted(number));
                scores.add("s" + number + ".score");
                bind(word, words.get(number));
                bind(word + "_end", words.get(number) + LAST);
            }
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

        String from() {
            return " from saved_queries q join saved_query_usage u on u.query = q.id"
                    + " left join favourites f on f.query = q.id and f.person = :me" + joins
                    + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions));
        }

        /** By relevance, what is used more goes before what is as much about the words. */
        String orderBy(QueryList.Order order) {
            return switch (order) {
                case USE -> " order by u.runs desc, lower(q.name), q.id";
                case NAME -> " order by lower(q.name), q.id";
                case CHANGED -> " order by q.changed_at desc, q.id";
                case RELEVANCE ->
                    scores.isEmpty()
                            ? orderBy(QueryList.Order.USE)
                            : " order by (" + String.join(" + ", scores)
                                    + ") * (1 + ln(1 + u.runs) / 4) desc, lower(q.name), q.id";
            };
        }

        Query bound(Handle handle, String sql) {
            Query query = handle.createQuery(sql);
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
