package dendro.asof;

/**
 * {@code not} and {@code not-join}: goes on if the inner clauses find nothing.
 *
 * @param mark that the inner clauses set when they are met
 * @param inner ends in {@link Met}
 */
record Not(int mark, Step inner, Step next) implements Step {

    @Override
    public void run(Frame frame) {
        frame.mark(mark, false);
        inner.run(frame);
        if (!frame.marked(mark)) {
            next.run(frame);
        }
    }

    /** The end of the inner clauses. */
    record Met(int mark) implements Step {
        @Override
        public void run(Frame frame) {
            frame.mark(mark, true);
        }
    }
}
