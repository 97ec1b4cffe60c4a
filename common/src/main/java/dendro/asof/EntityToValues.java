package dendro.asof;

/**
 * {@code [?e :attribute ?v ?tx]} with the entity known.
 *
 * @param source whose moment counts
 * @param attribute in the plan's list
 */
record EntityToValues(int source, int attribute, Term.Known entity, Term value, Term transaction, Step next)
        implements Step, AttributeReads.Found {

    @Override
    public void run(Frame frame) {
        if (!(entity.value(frame) instanceof Long id)) {
            throw new LeftToPeer();
        }
        frame.reads(attribute).valuesOf(id, frame.asOf(source), frame, this);
    }

    @Override
    public void found(Frame frame, Object found, long assertedBy) {
        if (value.meets(frame, found) && (transaction instanceof Term.Blank || transaction.meets(frame, assertedBy))) {
            next.run(frame);
        }
    }
}
