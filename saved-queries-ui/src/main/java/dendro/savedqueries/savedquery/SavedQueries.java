package dendro.savedqueries.savedquery;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.database.StoredInstant;
import dendro.savedqueries.person.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Saved queries and all their versions. Safe for any number of threads and instances. */
public final class SavedQueries {

    private static final String VERSION =
            "version, saved_at, saved_by, note, name, description, tags, team, query_text,"
                    + " parameters, chart, procedures, sources";

    private final Jdbi store;
    private final Clock clock;

    /** Those of a store. */
    public SavedQueries(Jdbi store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Where a query was copied from. */
    record Origin(UUID query, int version, String name) {}

    private record Head(String owner, Optional<String> team, int version) {}

    /**
     * A version of a query.
     *
     * @throws ProblemException {@code not-found}
     */
    public SavedVersion version(UUID query, int version) {
        return store.withHandle(handle -> version(handle, query, version));
    }

    /**
     * The newest version of a query.
     *
     * @throws ProblemException {@code not-found}
     */
    public SavedVersion newest(UUID query) {
        return store.withHandle(handle -> handle.createQuery(
                                "select " + VERSION + " from saved_query_versions where query = :query"
                                        + " and version = (select version from saved_queries where id = :query)")
                        .bind("query", query)
                        .map((row, context) -> read(row))
                        .findOne())
                .orElseThrow(() -> unknown(query));
    }

    /** All versions of a query, newest first. */
    List<SavedVersion> versions(UUID query, int most) {
        List<SavedVersion> versions = store.withHandle(handle -> handle.createQuery("select " + VERSION
                        + " from saved_query_versions where query = :query order by version desc"
                        + " fetch first :most rows only")
                .bind("query", query)
                .bind("most", most)
                .map((row, context) -> read(row))
                .list());
        if (versions.isEmpty()) {
            throw unknown(query);
        }
        return versions;
    }

    Optional<Origin> origin(UUID query) {
        return store.withHandle(
                handle -> handle.createQuery("select o.id, q.origin_version, o.name from saved_queries q"
                                + " join saved_queries o on o.id = q.origin where q.id = :query")
                        .bind("query", query)
                        .map((row, context) -> new Origin(
                                row.getObject("id", UUID.class), row.getInt("origin_version"), row.getString("name")))
                        .findOne());
    }

    /** Saves a new query, which is its maker's. */
    UUID create(Person person, Draft draft, Optional<String> note) {
        return store.inTransaction(handle -> create(handle, person, draft, note, Optional.empty()));
    }

    /** Copies the newest version of a query to one of somebody's own. */
    UUID fork(Person person, UUID query, Optional<String> name) {
        SavedVersion origin = newest(query);
        Draft copied = origin.draft();
        Draft draft = new Draft(
                name.orElse(copied.name()),
                copied.description(),
                copied.tags(),
                copied.team().filter(team -> person.maySaveFor(Optional.of(team))),
                copied.content());
        return store.inTransaction(handle -> create(
                handle,
                person,
                draft,
                Optional.empty(),
                Optional.of(new Origin(query, origin.version(), copied.name()))));
    }

    private UUID create(Handle handle, Person person, Draft draft, Optional<String> note, Optional<Origin> origin) {
        requireTeam(person, draft.team());
        UUID id = UUID.randomUUID();
        handle.createUpdate("insert into saved_queries (id, owner, created_at, changed_at, version, name, description,"
                        + " team, origin, origin_version) values (:id, :owner, :now, :now, 1, :name, :description, :team,"
                        + " :origin, :origin_version)")
                .bind("id", id)
                .bind("owner", person.name())
                .bind("now", StoredInstant.of(clock.instant()))
                .bind("name", draft.name())
                .bind("description", draft.description())
                .bindByType("team", draft.team().orElse(null), String.class)
                .bindByType("origin", origin.map(Origin::query).orElse(null), UUID.class)
                .bindByType("origin_version", origin.map(Origin::version).orElse(null), Integer.class)
                .execute();
        handle.createUpdate("insert into saved_query_usage (query) values (:query)")
                .bind("query", id)
                .execute();
        insert(handle, id, 1, person.name(), person.name(), draft, note);
        return id;
    }

    /**
     * Saves a further version, unless somebody else has since the one that was worked on.
     *
     * @throws ProblemException {@code not-found}, or {@code not-permitted} if it is not theirs to change
     */
    Saving save(Person person, UUID query, int basedOn, Draft draft, Optional<String> note) {
        return store.inTransaction(handle -> save(handle, person, query, basedOn, draft, note));
    }

    /** Saves an old version anew. */
    Saving revert(Person person, UUID query, int to, int basedOn, Optional<String> note) {
        return store.inTransaction(handle -> save(
                handle,
                person,
                query,
                basedOn,
                version(handle, query, to).draft(),
                note.or(() -> Optional.of("Reverted to version " + to + "."))));
    }

    private Saving save(Handle handle, Person person, UUID query, int basedOn, Draft draft, Optional<String> note) {
        Head head = lockedForChange(handle, person, query);
        if (head.version() != basedOn) {
            return new Saving.ChangedMeanwhile(version(handle, query, head.version()));
        }
        if (!head.team().equals(draft.team())) {
            requireTeam(person, draft.team());
        }
        int version = head.version() + 1;
        handle.createUpdate("update saved_queries set version = :version, changed_at = :now, name = :name,"
                        + " description = :description, team = :team where id = :id")
                .bind("id", query)
                .bind("version", version)
                .bind("now", StoredInstant.of(clock.instant()))
                .bind("name", draft.name())
                .bind("description", draft.description())
                .bindByType("team", draft.team().orElse(null), String.class)
                .execute();
        for (String table : List.of("saved_query_tags", "saved_query_words", "saved_query_procedures")) {
            handle.createUpdate("delete from " + table + " where query = :query")
                    .bind("query", query)
                    .execute();
        }
        insert(handle, query, version, person.name(), head.owner(), draft, note);
        return new Saving.Saved(version);
    }

    private Head lockedForChange(Handle handle, Person person, UUID query) {
        Head head = handle.createQuery("select owner, team, version from saved_queries where id = :id for update")
                .bind("id", query)
                .map((row, context) -> new Head(
                        row.getString("owner"), Optional.ofNullable(row.getString("team")), row.getInt("version")))
                .findOne()
                .orElseThrow(() -> unknown(query));
        if (!person.mayChange(head.owner(), head.team())) {
            throw new Problem(
                            ProblemType.NOT_PERMITTED,
                            "This query is changed by " + head.owner()
                                    + head.team()
                                            .map(team -> " and the team " + team)
                                            .orElse("")
                                    + ". Fork it to have one of your own.")
                    .exception();
        }
        return head;
    }

    private void insert(
            Handle handle, UUID query, int version, String person, String owner, Draft draft, Optional<String> note) {
        Content content = draft.content();
        requireProcedures(handle, content.procedures());
        handle.createUpdate("insert into saved_query_versions (query, " + VERSION + ") values (:query, :version, :now,"
                        + " :person, :note, :name, :description, :tags, :team, :text, :parameters, :chart, :procedures,"
                        + " :sources)")
                .bind("query", query)
                .bind("version", version)
                .bind("now", StoredInstant.of(clock.instant()))
                .bind("person", person)
                .bindByType("note", note.orElse(null), String.class)
                .bind("name", draft.name())
                .bind("description", draft.description())
                .bind("tags", StoredJson.write(draft.tags()))
                .bindByType("team", draft.team().orElse(null), String.class)
                .bind("text", content.text())
                .bind("parameters", content.parameters().toString())
                .bindByType("chart", StoredJson.write(content.chart()), String.class)
                .bind("procedures", StoredJson.write(content.procedures()))
                .bindByType("sources", StoredJson.write(content.sources()), String.class)
                .execute();
        batch(handle, "insert into saved_query_tags (query, tag) values (:query, :tag)", query, draft.tags(), "tag");
        words(handle, query, SearchWords.weighted(draft, owner));
        for (ProcedureUse use : content.procedures()) {
            handle.createUpdate("insert into saved_query_procedures (query, procedure_name, procedure_version)"
                            + " values (:query, :name, :version)")
                    .bind("query", query)
                    .bind("name", use.name())
                    .bind("version", use.version())
                    .execute();
        }
    }

    private static void requireProcedures(Handle handle, List<ProcedureUse> uses) {
        for (ProcedureUse use : uses) {
            var unused = handle.createQuery(
                            "select 1 from procedure_versions where name = :name and version = :version")
                    .bind("name", use.name())
                    .bind("version", use.version())
                    .mapTo(Integer.class)
                    .findOne()
                    .orElseThrow(() -> new Problem(
                                    ProblemType.REQUEST_INVALID,
                                    "There is no version " + use.version() + " of a procedure '" + use.name() + "'.")
                            .exception());
        }
    }

    private static void batch(Handle handle, String sql, UUID query, List<String> values, String name) {
        if (values.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            values.forEach(value -> batch.bind("query", query).bind(name, value).add());
            batch.execute();
        }
    }

    private static void words(Handle handle, UUID query, Map<String, Double> weights) {
        if (weights.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(
                "insert into saved_query_words (word, query, weight) values (:word, :query, :weight)")) {
            weights.forEach((word, weight) -> batch.bind("word", word)
                    .bind("query", query)
                    .bind("weight", weight)
                    .add());
            batch.execute();
        }
    }

    /** Makes a query one of somebody's favourites, or no longer. */
    void favour(Person person, UUID query, boolean favourite) {
        store.useTransaction(handle -> {
            var unused = handle.createQuery("select 1 from saved_queries where id = :id for update")
                    .bind("id", query)
                    .mapTo(Integer.class)
                    .findOne()
                    .orElseThrow(() -> unknown(query));
            handle.createUpdate("delete from favourites where person = :person and query = :query")
                    .bind("person", person.name())
                    .bind("query", query)
                    .execute();
            if (favourite) {
                handle.createUpdate("insert into favourites (person, query, since) values (:person, :query, :now)")
                        .bind("person", person.name())
                        .bind("query", query)
                        .bind("now", StoredInstant.of(clock.instant()))
                        .execute();
            }
        });
    }

    /** Takes a query out of the lists, or back into them. */
    void archive(Person person, UUID query, boolean archived) {
        store.useTransaction(handle -> {
            var unused = lockedForChange(handle, person, query);
            handle.createUpdate("update saved_queries set archived = :archived where id = :id")
                    .bind("id", query)
                    .bind("archived", archived)
                    .execute();
        });
    }

    private static SavedVersion version(Handle handle, UUID query, int version) {
        return handle.createQuery(
                        "select " + VERSION + " from saved_query_versions where query = :query and version = :version")
                .bind("query", query)
                .bind("version", version)
                .map((row, context) -> read(row))
                .findOne()
                .orElseThrow(() -> new Problem(
                                ProblemType.NOT_FOUND, "There is no version " + version + " of a query " + query + ".")
                        .exception());
    }

    private static SavedVersion read(ResultSet row) throws SQLException {
        Content content = new Content(
                row.getString("query_text"),
                StoredJson.read(row.getString("parameters")),
                Optional.ofNullable(row.getString("chart")).map(StoredJson::read),
                StoredJson.uses(row.getString("procedures")),
                Optional.ofNullable(row.getString("sources")).map(StoredJson::read));
        Draft draft = new Draft(
                row.getString("name"),
                row.getString("description"),
                StoredJson.texts(row.getString("tags")),
                Optional.ofNullable(row.getString("team")),
                content);
        return new SavedVersion(
                row.getInt("version"),
                StoredInstant.read(row, "saved_at"),
                row.getString("saved_by"),
                Optional.ofNullable(row.getString("note")),
                draft);
    }

    private static void requireTeam(Person person, Optional<String> team) {
        if (!person.maySaveFor(team)) {
            throw new Problem(
                            ProblemType.NOT_PERMITTED,
                            "You are not in the team " + team.orElse("") + ", so you cannot save for it.")
                    .exception();
        }
    }

    private static ProblemException unknown(UUID query) {
        return new Problem(ProblemType.NOT_FOUND, "There is no saved query " + query + ".").exception();
    }
}
