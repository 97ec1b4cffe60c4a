package dendro.savedqueries.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.person.Person;
import dendro.savedqueries.queryservice.Identity;
import dendro.savedqueries.run.SavedTexts;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/schedules}: saved queries that run by themselves. Everybody sees them, their owners and admins change them. */
@Path("/api/schedules")
@Produces(MediaType.APPLICATION_JSON)
public final class SchedulesResource {

    private static final int MOST_LISTED = 200;
    private static final int MOST_OF_ONE = 100;
    private static final int MOST_KEPT = 1000;
    private static final int KEPT = 30;
    private static final List<String> MEMBERS =
            List.of("query", "version", "parameters", "every", "at", "zone", "keep", "alert");

    /** Of a schedule as it is shown; a page may send it back. */
    private static final Set<String> SHOWN =
            Set.of("id", "owner", "query-name", "next-run", "last-run", "last-run-id", "trouble");

    private final ScheduleStore schedules;
    private final SavedTexts saved;
    private final Supplier<Identity> identity;
    private final WebhookHosts hosts;
    private final Clock clock;

    SchedulesResource(
            ScheduleStore schedules, SavedTexts saved, Supplier<Identity> identity, WebhookHosts hosts, Clock clock) {
        this.schedules = schedules;
        this.saved = saved;
        this.identity = identity;
        this.hosts = hosts;
        this.clock = clock;
    }

    /** Schedules, oldest first. */
    @GET
    public ArrayNode list(
            @QueryParam("limit") @DefaultValue("200") int limit,
            @QueryParam("offset") @DefaultValue("0") int offset,
            @Context SecurityContext security) {
        if (limit < 1 || limit > MOST_LISTED || offset < 0) {
            throw invalid("A list has a 'limit' of 1 to " + MOST_LISTED + " and an 'offset' of 0 or more.");
        }
        Person who = Person.of(security);
        ArrayNode listed = JsonNodeFactory.instance.arrayNode();
        schedules.list(limit, offset).forEach(schedule -> listed.add(json(schedule, who)));
        return listed;
    }

    /** A new schedule. */
    @POST
    public Response add(@Nullable JsonNode body, @Context SecurityContext security) {
        Person who = Person.of(security);
        requireSeesAnswers(who.identity());
        if (schedules.ownedBy(who.name()) >= MOST_OF_ONE) {
            throw new Problem(
                            ProblemType.TOO_LARGE,
                            "You have " + MOST_OF_ONE + " schedules, which is as many as you may.")
                    .exception();
        }
        Schedule.Plan plan = plan(body == null ? NullNode.getInstance() : body);
        Instant now = clock.instant();
        Schedule schedule = new Schedule(
                UUID.randomUUID(),
                who.name(),
                who.identity().roles(),
                plan,
                plan.timetable().after(now),
                Optional.empty(),
                Optional.empty());
        schedules.add(schedule, now);
        return Response.status(Response.Status.CREATED)
                .entity(json(schedule, who))
                .build();
    }

    /** One schedule. */
    @GET
    @Path("/{id}")
    public ObjectNode one(@PathParam("id") String id, @Context SecurityContext security) {
        return json(find(id), Person.of(security));
    }

    /** Changes a schedule. */
    @PUT
    @Path("/{id}")
    public ObjectNode change(@PathParam("id") String id, @Nullable JsonNode body, @Context SecurityContext security) {
        Person who = Person.of(security);
        Schedule schedule = find(id);
        requireMayChange(schedule, who);
        requireSeesAnswers(who.identity());
        Schedule.Plan plan = plan(body == null ? NullNode.getInstance() : body);
        schedules.change(schedule.id(), plan, plan.timetable().after(clock.instant()));
        return json(find(id), who);
    }

    /** Ends a schedule; its runs and their results stay. */
    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") String id, @Context SecurityContext security) {
        Schedule schedule = find(id);
        requireMayChange(schedule, Person.of(security));
        schedules.remove(schedule.id());
    }

    /** Else a condition on an answer would tell them what they may not see. */
    private void requireSeesAnswers(Identity who) {
        Set<String> lacking = who.lacks(identity.get().roles());
        if (!lacking.isEmpty()) {
            throw new Problem(
                            ProblemType.NOT_PERMITTED,
                            "Schedules run with a role that you have not (" + String.join(", ", lacking)
                                    + "), and may see what you may not.")
                    .exception();
        }
    }

    private static void requireMayChange(Schedule schedule, Person who) {
        if (!mayChange(schedule, who)) {
            throw new Problem(ProblemType.NOT_PERMITTED, "Only its owner, or an admin, may change a schedule.")
                    .exception();
        }
    }

    private static boolean mayChange(Schedule schedule, Person who) {
        return who.mayChange(schedule.owner(), Optional.empty());
    }

    private Schedule find(String id) {
        try {
            return schedules.find(UUID.fromString(id)).orElseThrow(() -> unknown(id));
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
    }

    private static ProblemException unknown(String id) {
        return new Problem(ProblemType.NOT_FOUND, "There is no schedule with the id '" + id + "'.").exception();
    }

    private Schedule.Plan plan(JsonNode json) {
        if (!json.isObject()) {
            throw invalid("The body must be a JSON object.");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name) && !SHOWN.contains(name)) {
                throw invalid("The schedule has a member '" + name + "' that means nothing; it may have "
                        + String.join(", ", MEMBERS) + ".");
            }
        });
        JsonNode version = json.path("version");
        OptionalInt ofVersion = version.isNull() || version.isMissingNode()
                ? OptionalInt.empty()
                : OptionalInt.of(whole(version, "version", Integer.MAX_VALUE));
        UUID query = query(json.path("query").asText(""));
        var unused = saved.query(query, ofVersion);
        JsonNode parameters = json.path("parameters");
        JsonNode keep = json.path("keep");
        return new Schedule.Plan(
                query,
                ofVersion,
                parameters instanceof ObjectNode values ? values : JsonNodeFactory.instance.objectNode(),
                Timetable.of(
                        json.path("every").asText(""),
                        json.path("at").asText(""),
                        json.path("zone").asText("UTC")),
                keep.isMissingNode() ? KEPT : whole(keep, "keep", MOST_KEPT),
                json.path("alert").isObject() ? Optional.of(alert(json.path("alert"))) : Optional.empty());
    }

    private Alert alert(JsonNode json) {
        JsonNode when = json.path("when");
        return new Alert(hosts.address(json.path("url").asText("")), Condition.read(when), when);
    }

    private static UUID query(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw invalid("The member 'query' must be the id of a saved query.");
        }
    }

    private static int whole(JsonNode json, String name, int most) {
        if (!json.isIntegralNumber() || !json.canConvertToInt() || json.intValue() < 1 || json.intValue() > most) {
            throw invalid("The member '" + name + "' must be a whole number from 1 to " + most + ".");
        }
        return json.intValue();
    }

    /** The address of an alert is often all that is needed to send messages there, so others do not see it. */
    private ObjectNode json(Schedule schedule, Person who) {
        Schedule.Plan plan = schedule.plan();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", schedule.id().toString());
        json.put("owner", schedule.owner());
        json.put("query", plan.query().toString());
        json.put("query-name", saved.query(plan.query(), plan.version()).name());
        plan.version().ifPresentOrElse(version -> json.put("version", version), () -> json.putNull("version"));
        json.set("parameters", plan.parameters());
        json.put("every", plan.timetable().every().label());
        json.put("at", plan.timetable().at());
        json.put("zone", plan.timetable().zone().getId());
        json.put("keep", plan.keep());
        json.set(
                "alert",
                plan.alert()
                        .<JsonNode>map(alert -> json(alert, mayChange(schedule, who)))
                        .orElse(NullNode.getInstance()));
        json.put("next-run", schedule.next().toString());
        json.put("last-run", schedule.last().map(last -> last.at().toString()).orElse(null));
        json.put(
                "last-run-id",
                schedule.last().map(last -> last.run().toString()).orElse(null));
        json.put("trouble", schedule.trouble().orElse(null));
        return json;
    }

    private static ObjectNode json(Alert alert, boolean whole) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(
                "url",
                whole
                        ? alert.url().toString()
                        : alert.url().getScheme() + "://" + alert.url().getHost() + "/…");
        json.set("when", alert.written());
        return json;
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
