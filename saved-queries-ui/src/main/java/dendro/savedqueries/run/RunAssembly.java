package dendro.savedqueries.run;

import dendro.savedqueries.procedure.SavedProcedures;
import dendro.savedqueries.queryservice.QueryServiceClient;
import dendro.savedqueries.savedquery.SavedQueries;
import io.dropwizard.lifecycle.Managed;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * The parts of this package put together.
 *
 * @param resource what the page asks
 * @param scheduled what schedules run
 * @param saved texts of saved queries
 * @param upkeep to be started with the service and stopped with it
 */
public record RunAssembly(RunsResource resource, ScheduledRuns scheduled, SavedTexts saved, Managed upkeep) {

    /**
     * Puts them together.
     *
     * @param queries that are saved
     * @param procedures that are saved
     * @param results where results are kept
     * @param eachBytes that a kept result may take, gzipped
     * @param patience how long the query-service may take to begin an answer
     * @param isAlone whether no other instance can have the database open
     */
    public static RunAssembly of(
            Jdbi store,
            SavedQueries queries,
            SavedProcedures procedures,
            KeptResults results,
            long eachBytes,
            QueryServiceClient client,
            Duration patience,
            RunSettings settings,
            boolean isAlone,
            Clock clock) {
        RunStore runStore = new RunStore(store, results, UUID.randomUUID(), RunUpkeep.SILENCE, clock);
        InFlight inFlight = new InFlight(settings.atOnce());
        Runs runs = new Runs(runStore, client, inFlight, (int) Math.min(eachBytes, Integer.MAX_VALUE), patience);
        SavedTexts saved = new StoredTexts(queries, procedures);
        Questions questions = new Questions(saved, runs, clock);
        Results shown = new Results(runs, results);
        return new RunAssembly(
                new RunsResource(runStore, runs, questions, shown, new Answers(shown, settings.comparedBytes())),
                new ScheduledRuns(runStore, runs, questions, results, settings.comparedBytes()),
                saved,
                new RunUpkeep(runStore, inFlight, isAlone));
    }
}
