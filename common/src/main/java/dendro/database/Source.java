package dendro.database;

import datomic.Connection;
import datomic.Database;
import datomic.Datom;
import datomic.Log;
import datomic.Peer;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Date;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** An open database: the rim where Datomic is asked for its newest value. */
sealed interface Source {

    /** The database, observed later than a moment that lies before the deadline; earlier if it can go no further. */
    ObservedDatabase observe(Instant laterThan, Deadline deadline);

    /** The log, with every transaction that was observed before the call. */
    Log log();

    /** Opens the database at a location. */
    static Source open(String name, DatabaseLocation location) {
        if (location instanceof DatabaseLocation.Memory memory) {
            return InMemory.open(name, memory);
        }
        return Frozen.open(name, (DatabaseLocation.Backup) location);
    }

    /** A database that lives in this process and moves as transactions come. */
    record InMemory(String name, Connection connection) implements Source {

        static InMemory open(String name, DatabaseLocation.Memory location) {
            if (location.seed().isPresent() && Peer.createDatabase(location.uri())) {
                try {
                    new Seed(location.seed().get()).applyTo(Peer.connect(location.uri()));
                } catch (RuntimeException e) {
                    // A half-seeded database must not be found by the next try.
                    Peer.deleteDatabase(location.uri());
                    throw e;
                }
            }
            return new InMemory(name, Peer.connect(location.uri()));
        }

        @Override
        public ObservedDatabase observe(Instant laterThan, Deadline deadline) {
            Instant moment = waitUntilPast(laterThan, deadline);
            // A transaction is stamped and applied while it holds this lock, and sync() does not wait for it: only
            // with the lock in hand is every transaction stamped before the moment known to be in the value.
            synchronized (connection) {
                return new ObservedDatabase(name, connection.db(), moment);
            }
        }

        @Override
        public Log log() {
            return connection.log();
        }

        /** Transactions are stamped in whole milliseconds by this same clock. */
        private Instant waitUntilPast(Instant instant, Deadline deadline) {
            try {
                while (System.currentTimeMillis() <= instant.toEpochMilli()
                        && !deadline.remaining().isZero()) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unavailable(name, "was interrupted").exception(e);
            }
            return Instant.ofEpochMilli(System.currentTimeMillis());
        }
    }

    /** A database that stands still: a backup, complete up to its newest transaction. */
    record Frozen(ObservedDatabase only, Log log) implements Source {

        static Frozen open(String name, DatabaseLocation.Backup location) {
            // Datomic would create the folder.
            if (!Files.isDirectory(location.directory().resolve("roots"))) {
                throw unavailable(name, "cannot be read: " + location.directory() + " holds no backup")
                        .exception();
            }
            Connection connection = Peer.connect(location.uri());
            Database value = connection.db();
            return new Frozen(new ObservedDatabase(name, value, lastInstant(value)), connection.log());
        }

        private static Instant lastInstant(Database value) {
            Object transaction = Peer.toTx(value.basisT());
            Iterator<Datom> stamp =
                    value.datoms(Database.EAVT, transaction, ":db/txInstant").iterator();
            return stamp.hasNext() ? ((Date) stamp.next().v()).toInstant() : Instant.EPOCH;
        }

        @Override
        public ObservedDatabase observe(Instant laterThan, Deadline deadline) {
            return only;
        }
    }

    private static Problem unavailable(String name, String why) {
        return new Problem(ProblemType.DATABASE_UNAVAILABLE, "Database '" + name + "' " + why + ".")
                .with("database", name);
    }
}
