package dendro.asof;

/** The end of a query's steps: what the registers hold now is found. */
record Found() implements Step {

    @Override
    public void run(Frame frame) {
        frame.rows().add(frame);
    }
}
