package dendro.savedqueries.procedure;

import com.codahale.metrics.annotation.Timed;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.person.Person;
import dendro.savedqueries.problem.ChangedMeanwhile;
import dendro.savedqueries.problem.RequestBody;
import dendro.savedqueries.procedure.ProcedureDraft.ProcedureParameter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/procedures}: rules that people save for queries to call. */
@Path("/api/procedures")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProceduresResource {

    private static final int MOST_PARAMETERS = 20;

    private final SavedProcedures procedures;
    private final RuleCheck check = new RuleCheck();

    /** The resource over saved procedures. */
    public ProceduresResource(SavedProcedures procedures) {
        this.procedures = procedures;
    }

    /** What is sent to be saved. */
    record Request(
            @Nullable String name,
            @Nullable Integer basedOn,
            @Nullable List<@Nullable ParameterRequest> parameters,
            @Nullable String documentation,
            @Nullable String example,
            @Nullable String rules,
            @Nullable String note) {}

    record ParameterRequest(@Nullable String name, @Nullable String documentation) {}

    record Usage(long queries, long runs) {}

    /** A procedure as it is answered with. */
    record Whole(@JsonUnwrapped ProcedureVersion newest, String owner, boolean mayChange, Usage usage) {

        static Whole of(SavedProcedures.Entry entry, Person person) {
            return new Whole(
                    entry.newest(),
                    entry.owner(),
                    person.mayChange(entry.owner(), Optional.empty()),
                    new Usage(entry.queries(), entry.runs()));
        }
    }

    /** All of them, by name. */
    @GET
    @Timed
    public Object list(@Context SecurityContext security) {
        Person person = Person.of(security);
        return procedures.list().stream().map(entry -> Whole.of(entry, person)).toList();
    }

    /** Saves a new one. */
    @POST
    @Timed
    public Response create(@Nullable Request body, @Context SecurityContext security) {
        Request request = RequestBody.required(body);
        String name = text("name", request.name(), 120);
        var unused = procedures.create(Person.of(security), name, draft(name, request), note(request));
        return created(name, security);
    }

    /** One of them. */
    @GET
    @Path("/{name}")
    @Timed
    public Object find(@PathParam("name") String name, @Context SecurityContext security) {
        return Whole.of(procedures.find(name), Person.of(security));
    }

    /** Its versions, newest first. */
    @GET
    @Path("/{name}/versions")
    @Timed
    public Object versions(@PathParam("name") String name) {
        return procedures.versions(name);
    }

    /** Saves a further version; queries keep to the one they were saved with. */
    @POST
    @Path("/{name}/versions")
    @Timed
    public Response save(@PathParam("name") String name, @Nullable Request body, @Context SecurityContext security) {
        Request request = RequestBody.required(body);
        if (request.basedOn() == null) {
            throw invalid("The member 'based-on' is missing: the version that was worked on.");
        }
        SavedProcedures.Saving saving =
                procedures.save(Person.of(security), name, request.basedOn(), draft(name, request), note(request));
        if (saving instanceof SavedProcedures.Saving.ChangedMeanwhile changed) {
            ProcedureVersion newest = changed.newest();
            return ChangedMeanwhile.response(newest.version(), newest.savedBy(), newest.savedAt());
        }
        return created(name, security);
    }

    /** The saved queries that use it, and at which version. */
    @GET
    @Path("/{name}/uses")
    @Timed
    public Object uses(@PathParam("name") String name) {
        return procedures.uses(procedures.find(name).newest().name());
    }

    private Response created(String name, SecurityContext security) {
        return Response.status(Response.Status.CREATED)
                .entity(find(name, security))
                .build();
    }

    private ProcedureDraft draft(String name, Request request) {
        String rules = text("rules", request.rules(), 100_000);
        List<ProcedureParameter> described = new ArrayList<>();
        if (request.parameters() != null) {
            if (request.parameters().size() > MOST_PARAMETERS) {
                throw invalid("A procedure has " + MOST_PARAMETERS + " parameters at most.");
            }
            for (@Nullable ParameterRequest parameter : request.parameters()) {
                ParameterRequest one = RequestBody.required(parameter);
                described.add(new ProcedureParameter(
                        Optional.ofNullable(one.name()).orElse(""), bounded("parameters", one.documentation(), 1000)));
            }
        }
        return new ProcedureDraft(
                check.parameters(name, rules, described),
                text("documentation", request.documentation(), 10_000),
                bounded("example", request.example(), 10_000),
                rules);
    }

    private static Optional<String> note(Request request) {
        return Optional.of(bounded("note", request.note(), 1000)).filter(text -> !text.isBlank());
    }

    private static String text(String member, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            throw invalid("The member '" + member + "' is missing.");
        }
        return bounded(member, value, longest);
    }

    private static String bounded(String member, @Nullable String value, int longest) {
        String text = Optional.ofNullable(value).orElse("");
        if (text.length() > longest || text.indexOf('\0') >= 0) {
            throw invalid("The member '" + member + "' may have " + longest + " characters, none of them U+0000.");
        }
        return text;
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
