package dendro.database;

import clojure.lang.RT;
import clojure.lang.Symbol;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens one database and looks at it again: at its own pace, whenever someone needs to know more, and, after a failure,
 * with growing pauses until it succeeds. All of this happens on one thread of the database's own, however long Datomic
 * takes; nobody else ever waits for Datomic. {@link #close()} ends the thread.
 */
final class Upkeep implements AutoCloseable {

    static {
        // Datomic loads parts of itself when they are first needed; threads that open databases of several kinds at
        // once would find them half loaded.
        for (String part : List.of("datomic.api", "datomic.backup", "datomic.fsbackup")) {
            RT.var("clojure.core", "require").invoke(Symbol.intern(part));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /** A look that takes longer is trouble, although Datomic may try on for minutes. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final DatabaseLocation location;
    private final ScheduledExecutorService thread;
    private final Turns looks;
    private final CompletableFuture<Void> first;
    private volatile Optional<Source> source = Optional.empty();
    private volatile Optional<Problem> failure = Optional.empty();
    private volatile Optional<Instant> lookingSince = Optional.empty();

    // These two are for the database's own thread.
    private Duration pause = FIRST_PAUSE;
    private Optional<ScheduledFuture<?>> scheduled = Optional.empty();

    /** Begins to open a database. */
    Upkeep(String name, DatabaseLocation location) {
        this.name = name;
        this.location = location;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "database " + name);
            made.setDaemon(true);
            return made;
        });
        this.looks = new Turns(thread, this::look);
        this.first = looks.next();
    }

    /** Completes once the database has been opened, or once the first try has failed. */
    CompletableFuture<Void> opening() {
        return first;
    }

    /** The database, if it has been opened ever. */
    Optional<Source> source() {
        return source;
    }

    /** Completes once a look that begins after this call has ended, well or not. */
    CompletableFuture<Void> nextLook() {
        return looks.next();
    }

    /** Why the newest state of the database is out of reach; empty if it is not. */
    Optional<Problem> trouble() {
        Optional<Problem> failed = failure;
        if (failed.isPresent()) {
            return failed;
        }
        if (source.isEmpty()) {
            return Optional.of(unavailable("is still being opened"));
        }
        return lookingSince
                .filter(since -> since.plus(PATIENCE).isBefore(Instant.now()))
                .map(since -> unavailable("has not answered since " + since));
    }

    private Problem unavailable(String why) {
        return new Problem(
                        ProblemType.DATABASE_UNAVAILABLE,
                        "Database '" + name + "' at " + location.shown() + " " + why + ".")
                .with("database", name);
    }

    private void look() {
        scheduled.ifPresent(next -> next.cancel(false));
        lookingSince = Optional.of(Instant.ofEpochMilli(System.currentTimeMillis()));
        Optional<Duration> next;
        try {
            if (source.isPresent()) {
                source.get().look();
            } else {
                source = Optional.of(Source.open(name, location));
            }
            succeeded();
            next = source.flatMap(Source::refresh);
        } catch (Exception | LinkageError | AssertionError | VirtualMachineError e) {
            failed(PeerTrouble.of(name, location, e));
            next = Optional.of(pause);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        } finally {
            lookingSince = Optional.empty();
        }
        if (!thread.isShutdown()) {
            scheduled = next.map(wait -> thread.schedule(this::takeTurn, wait.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void takeTurn() {
        var unused = looks.next();
    }

    private void succeeded() {
        if (failure.isPresent()) {
            LOG.info("database can be read again; database={}", name);
        }
        failure = Optional.empty();
        pause = FIRST_PAUSE;
    }

    private void failed(Problem why) {
        boolean known = failure.filter(why::equals).isPresent();
        if (!known && !thread.isShutdown()) {
            LOG.warn("{} It is tried again.", why.detail());
        }
        failure = Optional.of(why);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        source.ifPresent(Source::close);
    }
}
