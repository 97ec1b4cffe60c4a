package dendro.query.guard;

/** What a rule may be called: a plain ASCII name that nothing else has, so that nobody mistakes one for the other. */
final class RuleNames {

    private final AllowedNames names;

    RuleNames(AllowedNames names) {
        this.names = names;
    }

    boolean isProcedure(Object name) {
        return names.isRule(Names.text(name));
    }

    /** What a query defines. */
    void checkDefined(Object name, Place place) {
        check(name, place);
        if (isProcedure(name)) {
            throw place.forbidden(
                    Names.text(name), name + " is a procedure; a rule of the query needs a name of its own");
        }
    }

    void check(Object name, Place place) {
        String text = Names.text(name);
        if (names.isFunction(text) || names.isNestedQuery(text)) {
            throw place.forbidden(
                    text, text + " is a function, so it cannot name a rule; calls are written [(" + text + " ...)]");
        } else if (Clauses.BUILT_IN.contains(text)) {
            throw place.forbidden(text, text + " has a meaning of its own, so it cannot name a rule");
        } else if (!Names.isPlain(name) || !text.chars().allMatch(character -> character < 128)) {
            throw place.forbidden(text, text + " cannot name a rule: rules have plain names such as late-bill");
        }
    }
}
