package dendro.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.consistency.Consistency;
import dendro.consistency.LoggedScores;
import dendro.consistency.Replay;
import dendro.database.Deadline;
import dendro.demo.console.Progress;
import dendro.demo.console.Screen;
import dendro.demo.console.Steps;
import dendro.demo.console.Steps.Done;
import dendro.demo.process.Processes;
import dendro.demo.scores.Arrival;
import dendro.demo.scores.RecentPurchases;
import dendro.demo.scores.ScoreLine;
import dendro.demo.scores.ScoresTopic;
import dendro.demo.scores.Tally;
import dendro.demo.simulator.Simulator;
import dendro.queryapi.QueryServiceClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The last step: scored purchases as they arrive, and in an unattended run the figures that they add up to. */
final class Scoring {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration WITHOUT_ANY = Duration.ofSeconds(60);
    private static final Duration TO_DRAIN = Duration.ofSeconds(60);
    private static final Duration TO_REPLAY = Duration.ofMinutes(1);
    private static final int LINES_BEFORE_WHERE_TO_LOOK = 25;

    /** What scrolled away comes again. */
    private static final int LINES_BETWEEN_WHERE_TO_LOOK = 500;

    private final DemoSettings settings;
    private final Screen screen;
    private final Steps steps;
    private final Parts parts;
    private final JsonNode training;

    /** What is at work meanwhile. */
    record Parts(Processes processes, Simulator simulator, RecentPurchases recent, ScoresTopic topic) {}

    Scoring(DemoSettings settings, Screen screen, Steps steps, Parts parts, JsonNode training) {
        this.settings = settings;
        this.screen = screen;
        this.steps = steps;
        this.parts = parts;
        this.training = training;
    }

    void follow(URI queryService, String featureSet) {
        if (settings.unattended().isPresent()) {
            unattended(settings.unattended().get(), queryService, featureSet);
        } else {
            untilStopped();
        }
    }

    private void unattended(DemoSettings.Unattended goal, URI queryService, String featureSet) {
        screen.line(ScoreLine.heading());
        Tally tally = steps.run("scores", "Scores", progress -> scored(goal.scores(), progress));
        long start = System.nanoTime();
        QueryServiceClient client = new QueryServiceClient(queryService, TO_REPLAY);
        Consistency consistency = new Replay(client, (model, version) -> featureSet, Deadline.after(TO_REPLAY))
                .of(LoggedScores.of(tally.scores()));
        steps.also("consistency", Duration.ofNanos(System.nanoTime() - start));
        screen.line(
                "Features of scoring against those of training: %,d values compared, %d mismatching, %d missing, %d extra"
                        .formatted(
                                consistency.values().compared(),
                                consistency.values().mismatching()
                                        + consistency.rows().digests(),
                                consistency.values().missing(),
                                consistency.values().extra()));
        consistency.differences().forEach(screen::line);
        Summary summary = new Summary(
                parts.simulator().sent(),
                tally,
                training,
                consistency,
                steps.seconds(),
                Versions.of(System.getProperty("java.class.path", ""), training.path("versions")));
        goal.summary().ifPresent(file -> {
            summary.write(file);
            screen.line("The figures: " + file.toAbsolutePath().normalize());
        });
        screen.line("Scores and models remain in " + settings.home().folder() + " until the next run.");
    }

    private Done<Tally> scored(int goal, Progress progress) {
        Tally tally = new Tally();
        Patience patience = new Patience(WITHOUT_ANY);
        while (tally.distinct() < goal) {
            List<Arrival> arrivals = arrivals();
            for (Arrival arrival : arrivals) {
                tally.add(arrival);
                screen.line(line(arrival));
            }
            patience.note(!arrivals.isEmpty());
            progress.reached((double) tally.distinct() / goal, "%d of %d".formatted(tally.distinct(), goal));
        }
        parts.simulator().close();
        Patience drain = new Patience(TO_DRAIN);
        while (tally.scored() + tally.deadLetters() < parts.simulator().sent()) {
            List<Arrival> arrivals = arrivals();
            arrivals.forEach(tally::add);
            drain.note(!arrivals.isEmpty());
        }
        return new Done<>(
                tally,
                "%d sent, %d scored, %d different, %d dead letters"
                        .formatted(parts.simulator().sent(), tally.scored(), tally.distinct(), tally.deadLetters()));
    }

    private void untilStopped() {
        screen.line(ScoreLine.heading());
        steps.run("scores", "Scores", progress -> {
            Patience patience = new Patience(WITHOUT_ANY);
            int shown = 0;
            while (shown < LINES_BEFORE_WHERE_TO_LOOK) {
                List<Arrival> arrivals = arrivals();
                arrivals.forEach(arrival -> screen.line(line(arrival)));
                shown += arrivals.size();
                patience.note(!arrivals.isEmpty());
            }
            return new Done<>(true, "the first have arrived");
        });
        while (true) {
            screen.line(WhereToLook.text(settings));
            for (int shown = 0; shown < LINES_BETWEEN_WHERE_TO_LOOK; ) {
                List<Arrival> arrivals = arrivals();
                arrivals.forEach(arrival -> screen.line(line(arrival)));
                shown += arrivals.size();
            }
        }
    }

    private List<Arrival> arrivals() {
        parts.processes().requireAllAlive();
        parts.simulator().failure().ifPresent(failure -> {
            throw DemoFailure.of("The simulator stopped: " + failure.getMessage());
        });
        return parts.topic().poll(POLL);
    }

    private String line(Arrival arrival) {
        if (arrival instanceof Arrival.Scored scored) {
            return ScoreLine.of(
                    scored.message(),
                    parts.recent().find(scored.message().input().at().id()));
        }
        Arrival.DeadLetter letter = (Arrival.DeadLetter) arrival;
        return "    %-12s not scored: %s".formatted(letter.key(), letter.reason());
    }

    /** How long nothing may arrive. */
    private final class Patience {

        private final Duration limit;
        private long since = System.nanoTime();

        Patience(Duration limit) {
            this.limit = limit;
        }

        void note(boolean something) {
            long now = System.nanoTime();
            if (something) {
                since = now;
            } else if (now - since > limit.toNanos()) {
                throw DemoFailure.of("Nothing was scored for " + limit.toSeconds() + " seconds.\nThe log: "
                        + settings.home().logs().resolve("model-service.log"));
            }
        }
    }
}
