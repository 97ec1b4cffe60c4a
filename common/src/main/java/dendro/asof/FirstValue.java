package dendro.asof;

import clojure.lang.PersistentVector;
import java.util.List;

/**
 * {@code [(get-some $source ?e :a :b) [?attribute ?v]]}: the first of the attributes that the entity has.
 *
 * @param source whose moment counts
 * @param attributes in the order of the call
 */
record FirstValue(int source, List<Candidate> attributes, Term.Known entity, Result result, Step next) implements Step {

    /**
     * One of the attributes.
     *
     * @param attribute in the plan's list
     * @param id its entity id, as the call returns it
     */
    record Candidate(int attribute, Object id) {}

    @Override
    public void run(Frame frame) {
        for (Candidate candidate : attributes) {
            Object value = frame.singleValue(source, candidate.attribute(), entity);
            if (value != null) {
                result.take(frame, PersistentVector.create(candidate.id(), value), next);
                return;
            }
        }
    }
}
