package dendro.query.guard;

import datomic.Connection;
import datomic.Database;
import datomic.Peer;
import dendro.edn.Edn;
import java.util.Collection;
import java.util.List;

/** A small in-memory database: three trees of two species, one of them standing beside another. */
final class Orchard {

    private static final String SCHEMA = """
            [{:db/ident :tree/id :db/valueType :db.type/string :db/cardinality :db.cardinality/one
              :db/unique :db.unique/identity}
             {:db/ident :tree/species :db/valueType :db.type/string :db/cardinality :db.cardinality/one
              :db/fulltext true}
             {:db/ident :tree/rings :db/valueType :db.type/long :db/cardinality :db.cardinality/one}
             {:db/ident :tree/planted :db/valueType :db.type/instant :db/cardinality :db.cardinality/one}
             {:db/ident :tree/beside :db/valueType :db.type/ref :db/cardinality :db.cardinality/many}]
            """;
    private static final String TREES = """
            [{:tree/id "oak-1" :tree/species "oak" :tree/rings 108 :tree/planted #inst "1916-03-01"}
             {:tree/id "oak-2" :tree/species "oak" :tree/rings 7}
             {:tree/id "fir-1" :tree/species "fir" :tree/rings 42 :tree/beside [[:tree/id "oak-1"]]}]
            """;

    private static final Connection CONNECTION = planted();

    private Orchard() {}

    static Database db() {
        return CONNECTION.db();
    }

    static datomic.Log log() {
        return CONNECTION.log();
    }

    static Object run(String query, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = db();
        System.arraycopy(more, 0, arguments, 1, more.length);
        return Peer.query(Edn.read(query), arguments);
    }

    private static Connection planted() {
        String uri = "datomic:mem://orchard";
        Peer.createDatabase(uri);
        Connection connection = Peer.connect(uri);
        transact(connection, SCHEMA);
        transact(connection, "[{:tree/id \"oak-1\" :tree/species \"oak\"}]");
        transact(connection, TREES);
        return connection;
    }

    private static void transact(Connection connection, String transaction) {
        try {
            connection
                    .transact(List.copyOf((Collection<?>) Edn.read(transaction)))
                    .get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
