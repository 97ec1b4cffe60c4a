package dendro.query;

import clojure.lang.AFn;
import clojure.lang.IFn;
import clojure.lang.RT;
import clojure.lang.Symbol;
import clojure.lang.Var;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a running query, work and all: when it is cancelled, or when its time is over. Safe for any number of threads.
 *
 * <p>The peer works on threads of its own: interrupting the one that waits ends the waiting and nothing else. What those
 * threads do is ask, at every clause and every few rows, whether the query's timeout has elapsed. The question is a
 * function of the peer's, {@code datomic.datalog/maybe-cancel}; it is made to ask here, too. What a query was run within
 * reaches the peer's threads, and nested queries, the way Clojure conveys dynamic variables; the peer's own timeout does not
 * reach nested queries. A peer without that function would run on until its timeout; a test tells.
 */
public final class Cancellation {

    private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);
    private static final Var CURRENT = Var.create(null).setDynamic();

    /** What the problem of a query says that was ended by its time limit. */
    static final String TIME_IS_OVER = "The query ran longer than its limit and was stopped.";

    static {
        RT.var("clojure.core", "require").invoke(Symbol.intern("datomic.datalog"));
        Var question = RT.var("datomic.datalog", "maybe-cancel");
        if (question.isBound()) {
            question.bindRoot(asking((IFn) question.getRawRoot()));
        } else {
            LOG.error("this peer cannot be told to cancel a query; queries end by their timeout only");
        }
    }

    /**
     * What work is done within.
     *
     * @param cancellation that may end it
     * @param end of its time, by {@link System#nanoTime}
     */
    private record Bounds(Optional<Cancellation> cancellation, OptionalLong end) {

        static Bounds current() {
            return CURRENT.deref() instanceof Bounds bounds
                    ? bounds
                    : new Bounds(Optional.empty(), OptionalLong.empty());
        }

        Bounds endingWithin(Duration time) {
            long mine = System.nanoTime() + time.toNanos();
            return new Bounds(
                    cancellation, end.isPresent() && end.getAsLong() - mine < 0 ? end : OptionalLong.of(mine));
        }

        void requireMore() {
            cancellation.ifPresent(Cancellation::refuseIfCancelled);
            if (end.isPresent() && System.nanoTime() - end.getAsLong() >= 0) {
                throw new Problem(ProblemType.QUERY_TIMEOUT, TIME_IS_OVER).exception();
            }
        }

        <T> T around(Supplier<T> work) {
            Var.pushThreadBindings(RT.map(CURRENT, this));
            try {
                return work.get();
            } finally {
                Var.popThreadBindings();
            }
        }
    }

    private volatile boolean cancelled;

    /** Ends the query soon: at once if it is joining, else when the function that it calls returns. */
    public void cancel() {
        cancelled = true;
    }

    /** Whether {@link #cancel} was called. */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Does work that queries, on this thread.
     *
     * @throws ProblemException {@code query-cancelled} if it was cancelled, before or meanwhile
     */
    public <T> T run(Supplier<T> work) {
        refuseIfCancelled();
        try {
            T result = new Bounds(Optional.of(this), Bounds.current().end()).around(work);
            refuseIfCancelled();
            return result;
        } catch (RuntimeException e) {
            throw cancelled ? problem().exception(e) : e;
        }
    }

    /**
     * Does work that queries, on this thread, and ends it by {@code query-timeout} once it has taken this long, or as long as
     * the work may take that this is part of.
     */
    public static <T> T within(Duration time, Supplier<T> work) {
        return Bounds.current().endingWithin(time).around(work);
    }

    /**
     * For work that reads without a query, to ask now and then.
     *
     * @throws ProblemException {@code query-cancelled} or {@code query-timeout} if what it is part of is to end
     */
    public static void requireMore() {
        Bounds.current().requireMore();
    }

    private void refuseIfCancelled() {
        if (cancelled) {
            throw problem().exception();
        }
    }

    private static IFn asking(IFn original) {
        return new AFn() {
            @Override
            public Object invoke() {
                if (CURRENT.deref() instanceof Bounds bounds) {
                    bounds.requireMore();
                }
                return original.invoke();
            }
        };
    }

    private static Problem problem() {
        return new Problem(ProblemType.QUERY_CANCELLED, "The query was cancelled.");
    }
}
