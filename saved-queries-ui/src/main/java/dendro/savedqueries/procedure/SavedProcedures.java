package dendro.savedqueries.procedure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.database.StoredInstant;
import dendro.savedqueries.person.Person;
import dendro.savedqueries.procedure.ProcedureDraft.ProcedureParameter;
import dendro.savedqueries.savedquery.ProcedureUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Saved procedures and all their versions. Safe for any number of threads and instances. */
public final class SavedProcedures {

    private static final String VERSION =
            "v.name, v.version, v.saved_at, v.saved_by, v.note, v.parameters, v.documentation, v.example, v.rules";
    private static final int MOST = 1000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Jdbi store;
    private final Clock clock;

    /** Those of a store. */
    public SavedProcedures(Jdbi store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What there is of a procedure.
     *
     * @param queries how many saved queries use it
     * @param runs of those queries
     */
    record Entry(ProcedureVersion newest, String owner, long queries, long runs) {}

    /** A saved query that uses a procedure, and the version that it keeps to. */
    record User(UUID id, String name, int version) {}

    /** What has become of an attempt to save. */
    sealed interface Saving {
        record Saved(ProcedureVersion version) implements Saving {}

        record ChangedMeanwhile(ProcedureVersion newest) implements Saving {}
    }

    /**
     * The rules of procedures, each {@code [[(name ?x) clause...] ...]}, in the order in which they are used.
     *
     * @throws ProblemException {@code not-found}
     */
    public List<String> rules(List<ProcedureUse> uses) {
        return store.withHandle(handle -> {
            List<String> rules = new ArrayList<>();
            for (ProcedureUse use : uses) {
                rules.add(version(handle, use.name(), use.version()).draft().rules());
            }
            return rules;
        });
    }

    /** The newest version of each, by name. */
    List<Entry> list() {
        return entries("", "");
    }

    /** The newest version of one. */
    Entry find(String name) {
        return entries(" where p.name = :name", name).stream()
                .findFirst()
                .orElseThrow(() -> unknown("There is no saved procedure '" + name + "'."));
    }

    private List<Entry> entries(String where, String name) {
        return store.withHandle(handle -> handle.createQuery("select " + VERSION + ", p.owner,"
                        + " (select count(*) from saved_query_procedures s where s.procedure_name = p.name) as queries,"
                        + " (select coalesce(sum(u.runs), 0) from saved_query_procedures s"
                        + " join saved_query_usage u on u.query = s.query where s.procedure_name = p.name) as runs"
                        + " from procedures p join procedure_versions v on v.name = p.name and v.version = p.version"
                        + where + " order by p.name fetch first :most rows only")
                .bindMap(where.isEmpty() ? java.util.Map.of() : java.util.Map.of("name", name))
                .bind("most", MOST)
                .map((row, context) ->
                        new Entry(read(row), row.getString("owner"), row.getLong("queries"), row.getLong("runs")))
                .list());
    }

    List<ProcedureVersion> versions(String name) {
        List<ProcedureVersion> versions = store.withHandle(handle -> handle.createQuery("select " + VERSION
                        + " from procedure_versions v where v.name = :name order by v.version desc"
                        + " fetch first :most rows only")
                .bind("name", name)
                .bind("most", MOST)
                .map((row, context) -> read(row))
                .list());
        if (versions.isEmpty()) {
            throw unknown("There is no saved procedure '" + name + "'.");
        }
        return versions;
    }

    List<User> uses(String name) {
        return store.withHandle(handle -> handle.createQuery(
                        "select q.id, q.name, s.procedure_version from saved_query_procedures s"
                                + " join saved_queries q on q.id = s.query where s.procedure_name = :name"
                                + " and not q.archived order by lower(q.name), q.id fetch first :most rows only")
                .bind("name", name)
                .bind("most", MOST)
                .map((row, context) -> new User(
                        row.getObject("id", UUID.class), row.getString("name"), row.getInt("procedure_version")))
                .list());
    }

    /**
     * Saves a new one, which is its maker's.
     *
     * @throws ProblemException {@code name-taken}
     */
    ProcedureVersion create(Person person, String name, ProcedureDraft draft, Optional<String> note) {
        return store.inTransaction(handle -> {
            int isNew = handle.createUpdate("insert into procedures (name, owner, created_at, changed_at, version)"
                            + " select :name, :owner, :now, :now, 1"
                            + " where not exists (select 1 from procedures where name = :name)")
                    .bind("name", name)
                    .bind("owner", person.name())
                    .bind("now", StoredInstant.of(clock.instant()))
                    .execute();
            if (isNew == 0) {
                throw new Problem(ProblemType.NAME_TAKEN, "There is a procedure '" + name + "' already.").exception();
            }
            return insert(handle, name, 1, person, draft, note);
        });
    }

    /**
     * Saves a further version, unless somebody else has since the one that was worked on.
     *
     * @throws ProblemException {@code not-found}, or {@code not-permitted} if it is not theirs to change
     */
    Saving save(Person person, String name, int basedOn, ProcedureDraft draft, Optional<String> note) {
        return store.inTransaction(handle -> {
            Head head = handle.createQuery("select owner, version from procedures where name = :name for update")
                    .bind("name", name)
                    .map((row, context) -> new Head(row.getString("owner"), row.getInt("version")))
                    .findOne()
                    .orElseThrow(() -> unknown("There is no saved procedure '" + name + "'."));
            if (!person.mayChange(head.owner(), Optional.empty())) {
                throw new Problem(
                                ProblemType.NOT_PERMITTED,
                                "This procedure is changed by " + head.owner() + ". Save one under another name.")
                        .exception();
            }
            if (head.version() != basedOn) {
                return new Saving.ChangedMeanwhile(version(handle, name, head.version()));
            }
            handle.createUpdate("update procedures set version = version + 1, changed_at = :now where name = :name")
                    .bind("name", name)
                    .bind("now", StoredInstant.of(clock.instant()))
                    .execute();
            return new Saving.Saved(insert(handle, name, basedOn + 1, person, draft, note));
        });
    }

    private record Head(String owner, int version) {}

    private ProcedureVersion insert(
            Handle handle, String name, int version, Person person, ProcedureDraft draft, Optional<String> note) {
        handle.createUpdate("insert into procedure_versions (name, version, saved_at, saved_by, note, parameters,"
                        + " documentation, example, rules) values (:name, :version, :now, :person, :note, :parameters,"
                        + " :documentation, :example, :rules)")
                .bind("name", name)
                .bind("version", version)
                .bind("now", StoredInstant.of(clock.instant()))
                .bind("person", person.name())
                .bindByType("note", note.orElse(null), String.class)
                .bind("parameters", write(draft.parameters()))
                .bind("documentation", draft.documentation())
                .bind("example", draft.example())
                .bind("rules", draft.rules())
                .execute();
        return version(handle, name, version);
    }

    private static ProcedureVersion version(Handle handle, String name, int version) {
        return handle.createQuery("select " + VERSION
                        + " from procedure_versions v where v.name = :name and v.version = :version")
                .bind("name", name)
                .bind("version", version)
                .map((row, context) -> read(row))
                .findOne()
                .orElseThrow(() -> unknown("There is no version " + version + " of a procedure '" + name + "'."));
    }

    private static ProcedureVersion read(ResultSet row) throws SQLException {
        return new ProcedureVersion(
                row.getString("name"),
                row.getInt("version"),
                StoredInstant.read(row, "saved_at"),
                row.getString("saved_by"),
                Optional.ofNullable(row.getString("note")),
                new ProcedureDraft(
                        parameters(row.getString("parameters")),
                        row.getString("documentation"),
                        row.getString("example"),
                        row.getString("rules")));
    }

    private static String write(List<ProcedureParameter> parameters) {
        try {
            return MAPPER.writeValueAsString(parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Parameters are no JSON.", e);
        }
    }

    private static List<ProcedureParameter> parameters(String text) {
        try {
            return MAPPER.readValue(text, new TypeReference<List<ProcedureParameter>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database holds what are no parameters: " + text, e);
        }
    }

    private static ProblemException unknown(String detail) {
        return new Problem(ProblemType.NOT_FOUND, detail).exception();
    }
}
