package dendro.savedqueries.savedquery;

import com.codahale.metrics.annotation.Timed;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.person.Person;
import dendro.savedqueries.problem.ChangedMeanwhile;
import dendro.savedqueries.problem.RequestBody;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/queries}: finding, saving and forking queries. Everybody who is signed in may see them all. */
@Path("/api/queries")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class QueriesResource {

    private static final int MOST_VERSIONS = 1000;

    private final SavedQueries queries;
    private final QuerySearch search;

    /** The resource over saved queries. */
    public QueriesResource(SavedQueries queries, QuerySearch search) {
        this.queries = queries;
        this.search = search;
    }

    record Revert(
            @Nullable Integer to,
            @Nullable Integer basedOn,
            @Nullable String note) {}

    record Fork(@Nullable String name) {}

    /** Some queries, and how many there are. */
    @GET
    @Timed
    public Object list(@BeanParam ListParameters parameters, @Context SecurityContext security) {
        return search.list(parameters.list(), Person.of(security).name());
    }

    /** Saves a new one. */
    @POST
    @Timed
    public Response create(@Nullable DraftRequest request, @Context SecurityContext security) {
        Person person = Person.of(security);
        DraftRequest sent = RequestBody.required(request);
        return created(queries.create(person, sent.draft(), sent.reason()), person);
    }

    /** One query. */
    @GET
    @Path("/{id}")
    @Timed
    public Object find(@PathParam("id") String id, @Context SecurityContext security) {
        return whole(QueryId.parse(id), Person.of(security));
    }

    /** Its versions, newest first. */
    @GET
    @Path("/{id}/versions")
    @Timed
    public Object versions(@PathParam("id") String id) {
        return queries.versions(QueryId.parse(id), MOST_VERSIONS).stream()
                .map(QueryJson.VersionHead::of)
                .toList();
    }

    /** One of its versions. */
    @GET
    @Path("/{id}/versions/{version}")
    @Timed
    public Object version(@PathParam("id") String id, @PathParam("version") int version) {
        return QueryJson.Version.of(queries.version(QueryId.parse(id), version));
    }

    /** What is different between two of its versions. */
    @GET
    @Path("/{id}/diff")
    @Timed
    public Object diff(
            @PathParam("id") String id,
            @QueryParam("from") @Nullable Integer from,
            @QueryParam("to") @Nullable Integer to) {
        UUID query = QueryId.parse(id);
        return VersionDiff.between(
                queries.version(query, required("from", from)).draft(),
                queries.version(query, required("to", to)).draft());
    }

    /** Saves a further version. */
    @POST
    @Path("/{id}/versions")
    @Timed
    public Response save(
            @PathParam("id") String id, @Nullable DraftRequest request, @Context SecurityContext security) {
        Person person = Person.of(security);
        UUID query = QueryId.parse(id);
        DraftRequest sent = RequestBody.required(request);
        return saved(queries.save(person, query, sent.base(), sent.draft(), sent.reason()), query, person);
    }

    /** Saves an old version anew. */
    @POST
    @Path("/{id}/revert")
    @Timed
    public Response revert(@PathParam("id") String id, @Nullable Revert revert, @Context SecurityContext security) {
        Person person = Person.of(security);
        UUID query = QueryId.parse(id);
        Revert sent = RequestBody.required(revert);
        Saving saving = queries.revert(
                person,
                query,
                required("to", sent.to()),
                DraftRequest.base(sent.basedOn()),
                DraftRequest.note(sent.note()));
        return saved(saving, query, person);
    }

    /** Copies it to one of one's own. */
    @POST
    @Path("/{id}/fork")
    @Timed
    public Response fork(@PathParam("id") String id, @Nullable Fork fork, @Context SecurityContext security) {
        Person person = Person.of(security);
        Optional<String> name = Optional.ofNullable(fork).map(Fork::name).map(DraftRequest::nameOf);
        return created(queries.fork(person, QueryId.parse(id), name), person);
    }

    /** Makes it a favourite. */
    @PUT
    @Path("/{id}/favourite")
    @Timed
    public void favour(@PathParam("id") String id, @Context SecurityContext security) {
        queries.favour(Person.of(security), QueryId.parse(id), true);
    }

    /** Makes it a favourite no longer. */
    @DELETE
    @Path("/{id}/favourite")
    @Timed
    public void unfavour(@PathParam("id") String id, @Context SecurityContext security) {
        queries.favour(Person.of(security), QueryId.parse(id), false);
    }

    /** Takes it out of the lists. */
    @PUT
    @Path("/{id}/archived")
    @Timed
    public void archive(@PathParam("id") String id, @Context SecurityContext security) {
        queries.archive(Person.of(security), QueryId.parse(id), true);
    }

    /** Takes it back into the lists. */
    @DELETE
    @Path("/{id}/archived")
    @Timed
    public void unarchive(@PathParam("id") String id, @Context SecurityContext security) {
        queries.archive(Person.of(security), QueryId.parse(id), false);
    }

    private Response saved(Saving saving, UUID query, Person person) {
        if (saving instanceof Saving.ChangedMeanwhile changed) {
            SavedVersion newest = changed.newest();
            return ChangedMeanwhile.response(newest.version(), newest.savedBy(), newest.savedAt());
        }
        return created(query, person);
    }

    private Response created(UUID query, Person person) {
        return Response.status(Response.Status.CREATED)
                .entity(whole(query, person))
                .build();
    }

    private QueryJson.Whole whole(UUID query, Person person) {
        QueryHead head = search.find(query, person.name())
                .orElseThrow(
                        () -> new Problem(ProblemType.NOT_FOUND, "There is no saved query " + query + ".").exception());
        return new QueryJson.Whole(
                head,
                queries.version(query, head.version()).draft().content(),
                queries.origin(query),
                person.mayChange(head.owner(), head.team()));
    }

    private static int required(String name, @Nullable Integer value) {
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    private static ProblemException missing(String name) {
        return new Problem(ProblemType.REQUEST_INVALID, "'" + name + "' is missing: a version.").exception();
    }
}
