package dendro.asof.generated;

import clojure.lang.Keyword;
import clojure.lang.PersistentHashMap;
import clojure.lang.PersistentVector;
import clojure.lang.Symbol;
import datomic.Connection;
import datomic.Database;
import datomic.Peer;
import dendro.database.DatabaseLocation;
import dendro.database.Databases;
import dendro.database.Deadline;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** A case's databases in memory, from its first transaction to its last; those that Datomic refuses are left out. */
final class CaseDatabases implements AutoCloseable {

    private static final AtomicLong NUMBER = new AtomicLong();
    private static final Keyword DB_ID = Keyword.intern("db", "id");
    private static final long SECONDS = 30;

    private final Map<String, DatabaseLocation> locations = new LinkedHashMap<>();
    private final Databases databases;

    CaseDatabases(GeneratedCase made) {
        made.databases().forEach((name, history) -> {
            String uri = "datomic:mem://generated-" + NUMBER.getAndIncrement();
            Peer.createDatabase(uri);
            locations.put(name, new DatabaseLocation.Memory(uri, Optional.empty()));
            new History(Peer.connect(uri)).apply(history);
        });
        this.databases = Databases.open(locations);
    }

    Databases databases() {
        return databases;
    }

    Map<String, Database> schemas() {
        Map<String, Database> schemas = new HashMap<>();
        databases
                .all()
                .forEach(database -> schemas.put(
                        database.name(),
                        database.newest(Deadline.after(Duration.ofSeconds(SECONDS)))
                                .newest()));
        return schemas;
    }

    @Override
    public void close() {
        databases.close();
        locations.values().forEach(location -> Peer.deleteDatabase(location.uri()));
    }

    /** Transactions, one after the other; symbols stand for the same entities in all of them. */
    private static final class History {
        private final Connection connection;
        private final Map<String, Object> entities = new HashMap<>();

        History(Connection connection) {
            this.connection = connection;
        }

        void apply(List<?> transactions) {
            transactions.forEach(transaction -> transact((List<?>) transaction));
        }

        private void transact(List<?> transaction) {
            List<Object> operations = new ArrayList<>();
            operations.add(PersistentHashMap.create(
                    DB_ID, "datomic.tx", Keyword.intern("db", "txInstant"), transaction.get(0)));
            transaction.subList(1, transaction.size()).forEach(operation -> operations.add(resolved(operation)));
            try {
                Map<?, ?> done = connection.transact(operations).get(SECONDS, TimeUnit.SECONDS);
                Object after = java.util.Objects.requireNonNull(done.get(Connection.DB_AFTER));
                Map<?, ?> made = (Map<?, ?>) java.util.Objects.requireNonNull(done.get(Connection.TEMPIDS));
                made.keySet().stream()
                        .filter(String.class::isInstance)
                        .forEach(handle ->
                                entities.put((String) handle, Peer.resolveTempid((Database) after, made, handle)));
            } catch (ExecutionException | IllegalArgumentException | IllegalStateException e) {
                // Random transactions contradict themselves and one another; a refused one leaves no trace.
                return;
            } catch (TimeoutException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** What stands for entities and for values without a text of their own. */
        private Object resolved(Object form) {
            if (form instanceof Symbol handle) {
                Object known = entities.get(handle.getName());
                return known == null ? handle.getName() : known;
            }
            if (form instanceof List<?> items) {
                return PersistentVector.create(
                        items.stream().map(this::resolved).toList());
            }
            if (form instanceof Map<?, ?> map) {
                if (map.size() == 1) {
                    Map.Entry<?, ?> only = map.entrySet().iterator().next();
                    Optional<Object> value = value(((Keyword) only.getKey()).getName(), only.getValue());
                    if (value.isPresent()) {
                        return value.get();
                    }
                }
                Map<Object, Object> copy = new HashMap<>();
                map.forEach((key, value) -> copy.put(key, resolved(value)));
                return copy;
            }
            return form;
        }

        private static Optional<Object> value(String type, Object text) {
            return switch (type) {
                case "uri" -> Optional.of(URI.create((String) text));
                case "float" -> Optional.of(new BigDecimal(text.toString()).floatValue());
                case "bytes" -> {
                    List<?> numbers = (List<?>) text;
                    byte[] bytes = new byte[numbers.size()];
                    for (int index = 0; index < bytes.length; index++) {
                        bytes[index] = ((Number) numbers.get(index)).byteValue();
                    }
                    yield Optional.of(bytes);
                }
                default -> Optional.empty();
            };
        }
    }
}
