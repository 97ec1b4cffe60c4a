package dendro.asof;

/**
 * {@code [(missing? $source ?e :attribute)]}.
 *
 * @param source whose moment counts
 * @param attribute in the plan's list
 */
record Absence(int source, int attribute, Term.Known entity, Result result, Step next) implements Step {

    @Override
    public void run(Frame frame) {
        if (!(entity.value(frame) instanceof Long id)) {
            throw new LeftToPeer();
        }
        Presence presence = new Presence();
        frame.reads(attribute).valuesOf(id, frame.asOf(source), frame, presence);
        result.take(frame, !presence.met, next);
    }

    private static final class Presence implements AttributeReads.Found {
        private boolean met;

        @Override
        public void found(Frame frame, Object found, long transaction) {
            met = true;
        }
    }
}
