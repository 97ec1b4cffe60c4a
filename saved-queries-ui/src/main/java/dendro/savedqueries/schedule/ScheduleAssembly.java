package dendro.savedqueries.schedule;

import dendro.savedqueries.queryservice.Identity;
import dendro.savedqueries.run.SavedTexts;
import dendro.savedqueries.run.ScheduledRuns;
import io.dropwizard.lifecycle.Managed;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/**
 * The parts of this package put together.
 *
 * @param resource what the page asks
 * @param turns to be started with the service and stopped with it
 */
public record ScheduleAssembly(SchedulesResource resource, Managed turns) {

    /**
     * Puts them together.
     *
     * @param identity in whose name schedules run at present; throws if there is nobody
     */
    public static ScheduleAssembly of(
            Jdbi store,
            ScheduledRuns runs,
            SavedTexts saved,
            Supplier<Identity> identity,
            ScheduleSettings settings,
            Clock clock) {
        ScheduleStore schedules = new ScheduleStore(store);
        AlertStore alerts = new AlertStore(store);
        WebhookHosts hosts = settings.webhooks();
        ExecutorService sending = Executors.newCachedThreadPool(runnable -> {
            Thread thread = new Thread(runnable, "webhooks");
            thread.setDaemon(true);
            return thread;
        });
        Webhook webhook = new Webhook(alerts, hosts, settings.attempts(), settings.firstRetry(), sending, clock);
        ScheduleTurns turns = new ScheduleTurns(schedules, alerts, runs, identity, clock);
        return new ScheduleAssembly(
                new SchedulesResource(schedules, saved, identity, hosts, clock),
                new Schedules(turns, webhook, sending, settings.atOnce(), settings.look()));
    }
}
