package dendro.asof;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code [?e :a ?v] [?e :b ?w]} and so on with the entity known and attributes of cardinality one: what stands side by side in
 * a query is read in one loop instead of by steps that call each other. Alone in a process both are as fast; where queries of
 * several shapes run, as in {@code bin/bench asof}, calls from step to step made sweeps with aggregates take half as long again.
 */
final class EntityAttributes implements Step {

    /**
     * One of the clauses.
     *
     * @param attribute in the plan's list
     */
    record Read(int attribute, Term value) {}

    private final int source;
    private final Term.Known entity;
    private final Read[] reads;
    private final Step next;

    private EntityAttributes(int source, Term.Known entity, List<Read> reads, Step next) {
        this.source = source;
        this.entity = entity;
        this.reads = reads.toArray(Read[]::new);
        this.next = next;
    }

    /**
     * The step of one clause, and of those that follow if they read the same entity.
     *
     * @param source whose moment counts
     */
    static EntityAttributes of(int source, Term.Known entity, Read read, Step next) {
        List<Read> reads = new ArrayList<>(List.of(read));
        if (next instanceof EntityAttributes following
                && following.source == source
                && following.entity.equals(entity)) {
            reads.addAll(List.of(following.reads));
            return new EntityAttributes(source, entity, reads, following.next);
        }
        return new EntityAttributes(source, entity, reads, next);
    }

    @Override
    public void run(Frame frame) {
        if (!(entity.value(frame) instanceof Long id)) {
            throw new LeftToPeer();
        }
        long asOf = frame.asOf(source);
        for (Read read : reads) {
            Object value = frame.reads(read.attribute).valueOf(id, asOf, frame);
            if (value == null || !read.value.meets(frame, value)) {
                return;
            }
        }
        next.run(frame);
    }
}
