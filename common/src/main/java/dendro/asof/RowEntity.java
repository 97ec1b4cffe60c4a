package dendro.asof;

/** {@code [?e :identity ?id]} on the row's own id: its entity has been found before any query runs. */
record RowEntity(Term entity, Step next) implements Step {

    @Override
    public void run(Frame frame) {
        if (entity.meets(frame, frame.entity())) {
            next.run(frame);
        }
    }
}
