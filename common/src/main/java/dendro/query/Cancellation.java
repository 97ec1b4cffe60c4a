package dendro.query;

import clojure.lang.AFn;
import clojure.lang.IFn;
import clojure.lang.RT;
import clojure.lang.Symbol;
import clojure.lang.Var;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a running query, work and all. Safe for any number of threads.
 *
 * <p>The peer works on threads of its own: interrupting the one that waits ends the waiting and nothing else. What those
 * threads do is ask, at every clause and every few rows, whether the query's timeout has elapsed. The question is a
 * function of the peer's, {@code datomic.datalog/maybe-cancel}; it is made to ask here, too. What a query was run within
 * reaches the peer's threads, and nested queries, the way Clojure conveys dynamic variables. A peer without that function
 * would run on until the timeout; a test tells.
 */
public final class Cancellation {

    private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);
    private static final Var CURRENT = Var.create(null).setDynamic();

    static {
        RT.var("clojure.core", "require").invoke(Symbol.intern("datomic.datalog"));
        Var question = RT.var("datomic.datalog", "maybe-cancel");
        if (question.isBound()) {
            question.bindRoot(asking((IFn) question.getRawRoot()));
        } else {
            LOG.error("this peer cannot be told to cancel a query; queries end by their timeout only");
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
        Var.pushThreadBindings(RT.map(CURRENT, this));
        try {
            T result = work.get();
            refuseIfCancelled();
            return result;
        } catch (RuntimeException e) {
            throw cancelled ? problem().exception(e) : e;
        } finally {
            Var.popThreadBindings();
        }
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
                if (CURRENT.deref() instanceof Cancellation current) {
                    current.refuseIfCancelled();
                }
                return original.invoke();
            }
        };
    }

    private static Problem problem() {
        return new Problem(ProblemType.QUERY_CANCELLED, "The query was cancelled.");
    }
}
