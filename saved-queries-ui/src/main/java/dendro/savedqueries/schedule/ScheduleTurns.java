package dendro.savedqueries.schedule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.problem.ProblemException;
import dendro.savedqueries.queryservice.Identity;
import dendro.savedqueries.queryservice.Refused;
import dendro.savedqueries.run.ScheduledRuns;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the schedules that are due, one after the other, and writes down whom to tell. Safe for any number of threads. */
final class ScheduleTurns {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleTurns.class);

    private final ScheduleStore schedules;
    private final AlertStore alerts;
    private final ScheduledRuns runs;
    private final Supplier<Identity> identity;
    private final Clock clock;

    ScheduleTurns(
            ScheduleStore schedules, AlertStore alerts, ScheduledRuns runs, Supplier<Identity> identity, Clock clock) {
        this.schedules = schedules;
        this.alerts = alerts;
        this.runs = runs;
        this.identity = identity;
        this.clock = clock;
    }

    /** Runs what is due; returns when nothing is, or when interrupted. */
    void runDue() {
        while (!Thread.currentThread().isInterrupted()) {
            Optional<Schedule> due = schedules.claim(clock.instant());
            if (due.isEmpty()) {
                return;
            }
            run(due.get());
        }
    }

    private void run(Schedule schedule) {
        UUID run = UUID.randomUUID();
        try {
            Identity who = identity.get();
            Schedule.Plan plan = schedule.plan();
            ScheduledRuns.Done done =
                    runs.run(run, schedule.id(), plan.query(), plan.version(), plan.parameters(), plan.keep(), who);
            Set<String> unseen = new Identity(schedule.owner(), schedule.roles(), Optional.empty()).lacks(who.roles());
            if (unseen.isEmpty()) {
                plan.alert().ifPresent(alert -> alert(schedule, alert, run, done));
                schedules.ran(schedule.id(), run, Optional.empty());
            } else {
                schedules.ran(
                        schedule.id(),
                        run,
                        Optional.of("Schedules run with a role that its owner had not (" + String.join(", ", unseen)
                                + "), so nobody is told of the answer."));
            }
        } catch (ProblemException e) {
            schedules.ran(schedule.id(), run, Optional.of(e.problem().detail()));
        } catch (Refused e) {
            schedules.ran(
                    schedule.id(), run, Optional.of(e.problem().path("detail").asText()));
        } catch (UncheckedIOException e) {
            LOG.warn("a schedule's answer broke off; schedule={}", schedule.id(), e);
            schedules.ran(schedule.id(), run, Optional.of("The answer broke off."));
        }
    }

    private void alert(Schedule schedule, Alert alert, UUID run, ScheduledRuns.Done done) {
        alert.when().holds(done.answer(), done.digestBefore()).ifPresent(reason -> {
            Instant now = clock.instant();
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("schedule", schedule.id().toString());
            body.put("query", schedule.plan().query().toString());
            body.put("query-name", done.query());
            body.put("run", run.toString());
            body.put("at", now.toString());
            body.set("when", alert.written());
            body.put("reason", reason);
            body.put("rows", done.answer().path("row-count").asLong());
            alerts.add(schedule.id(), run, alert.url(), body.toString(), now);
        });
    }
}
