package dendro.procedure;

import datomic.Database;
import datomic.Datom;
import datomic.Peer;
import java.util.Date;
import java.util.Iterator;
import java.util.List;

/** {@code (cursor-instant $)}. */
public final class CursorInstant implements Procedure {

    /** The same in every database. */
    private static final long TX_INSTANT = 50;

    @Override
    public String name() {
        return "cursor-instant";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("database", Parameter.Type.DATABASE, "a source of the query"));
    }

    @Override
    public String documentation() {
        return "The instant of the newest transaction that the database shows: where the cursor stands in it. It is a"
                + " function of the resolved cursor, so an answer that depends on it can be reproduced. Before the"
                + " first transaction it is the beginning of 1970.";
    }

    @Override
    public String example() {
        return "[(cursor-instant $bills) ?now]";
    }

    @Override
    public Nature nature() {
        return Nature.PURE;
    }

    @Override
    public Object call(List<Object> arguments) {
        Database database = (Database) arguments.get(0);
        Long asOf = database.asOfT();
        long t = asOf == null ? database.basisT() : asOf;
        // Transactions have ids in the order of their t, so the newest one is found by going back from there.
        Iterator<Datom> back = database.rseekDatoms(Database.AEVT, ":db/txInstant", Peer.toTx(t))
                .iterator();
        if (back.hasNext()) {
            Datom datom = back.next();
            if (datom.v() instanceof Date found && ((Number) datom.a()).longValue() == TX_INSTANT) {
                return found;
            }
        }
        return new Date(0);
    }
}
