package dendro.asof;

/**
 * {@code [?e :attribute ?v ?tx]} with the value known and the entity not.
 *
 * @param source whose moment counts
 * @param attribute in the plan's list
 */
record ValueToEntities(int source, int attribute, Term.Known value, Term entity, Term transaction, Step next)
        implements Step, AttributeReads.Found {

    @Override
    public void run(Frame frame) {
        frame.reads(attribute).entitiesWith(value.value(frame), frame.asOf(source), frame, this);
    }

    @Override
    public void found(Frame frame, Object found, long assertedBy) {
        if (entity.meets(frame, found) && (transaction instanceof Term.Blank || transaction.meets(frame, assertedBy))) {
            next.run(frame);
        }
    }
}
