package dendro.asof;

/**
 * {@code [(get-else $source ?e :attribute default) binding]} on an attribute of cardinality one.
 *
 * @param source whose moment counts
 * @param attribute in the plan's list
 */
record ValueOr(int source, int attribute, Term.Known entity, Term.Known otherwise, Result result, Step next)
        implements Step {

    @Override
    public void run(Frame frame) {
        Object value = frame.singleValue(source, attribute, entity);
        result.take(frame, value == null ? otherwise.value(frame) : value, next);
    }
}
