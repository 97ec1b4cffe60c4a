package dendro.modelservice.scoring;

import java.util.Optional;

/** A model that is closed once it has been retired and the last lease of it has ended. Thread-safe. */
public final class LeasedModel {

    private final ServedModel model;
    private int leases;
    private boolean retired;

    /** A model that nobody uses yet. */
    public LeasedModel(ServedModel model) {
        this.model = model;
    }

    /** A lease, unless the model has been retired. */
    public synchronized Optional<Lease> lease() {
        if (retired) {
            return Optional.empty();
        }
        leases++;
        return Optional.of(new Lease(model, this::ended));
    }

    /** What is leased, to be asked who it is; to use it takes a lease. */
    public ServedModel model() {
        return model;
    }

    /** From now on there are no new leases. */
    public synchronized void retire() {
        if (!retired) {
            retired = true;
            closeIfUnused();
        }
    }

    private synchronized void ended() {
        leases--;
        closeIfUnused();
    }

    private void closeIfUnused() {
        if (retired && leases == 0) {
            model.close();
        }
    }
}
