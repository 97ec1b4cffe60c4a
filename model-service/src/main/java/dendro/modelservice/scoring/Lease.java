package dendro.modelservice.scoring;

/** The right to use a model for a while; closing it twice does no harm. For one thread. */
public final class Lease implements AutoCloseable {

    private final ServedModel model;
    private final Runnable end;
    private boolean ended;

    Lease(ServedModel model, Runnable end) {
        this.model = model;
        this.end = end;
    }

    /** What may be used. */
    public ServedModel model() {
        return model;
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            end.run();
        }
    }
}
