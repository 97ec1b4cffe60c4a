package dendro.asof;

/**
 * Goes on if a value is of a class; a row in which it is not is left to the peer.
 *
 * @param value bound before
 * @param type exactly
 */
record OfClass(Term.Known value, Class<?> type, Step next) implements Step {

    @Override
    public void run(Frame frame) {
        if (value.value(frame).getClass() != type) {
            throw new LeftToPeer();
        }
        next.run(frame);
    }
}
