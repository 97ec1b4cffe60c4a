package dendro.query.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code [(q (quote [:find ...]) $ ?x) [[?y]]]}: the inner query is text of this one, so it is walked like it. It must
 * be quoted, as the peer would otherwise evaluate it as the arguments of a function; and it, its rules and its pull
 * patterns must stand there, since a variable or a string would bring in a query that nobody has looked at.
 */
final class NestedQueries {

    private final Queries queries;

    NestedQueries(Queries queries) {
        this.queries = queries;
    }

    void check(List<?> arguments, Scope scope, Place place) {
        if (arguments.isEmpty()) {
            throw place.invalid("q names no query");
        }
        Object query = quoted(arguments.get(0), place, "a nested query");
        QueryParts parts =
                queries.check(query, place.inside("the nested query", query)).parts();
        List<?> inputs = parts.inputs();
        List<?> given = arguments.subList(1, arguments.size());
        if (inputs.size() != given.size()) {
            throw place.invalid("the nested query has " + inputs.size() + " inputs but is given " + given.size());
        }
        for (int index = 0; index < given.size(); index++) {
            checkInput(inputs.get(index), given.get(index), scope, place);
        }
    }

    private void checkInput(@Nullable Object input, @Nullable Object given, Scope scope, Place place) {
        if (Names.isRulesInput(input)) {
            Object rules = quoted(given, place, "the rules of a nested query");
            queries.checkRules(rules, place.inside("the nested rules", rules));
        } else if (Names.isPlain(input)) {
            Object pattern = quoted(given, place, "the pull pattern of a nested query");
            queries.pulls().check(pattern, place.inside("the nested pull pattern", pattern));
        } else if (Names.isSource(input)) {
            if (!Names.isSource(given) || given == null) {
                throw place.forbidden(
                        Names.text(given),
                        "the nested query's source " + input + " is to be given a source such as $, not "
                                + Place.shown(given));
            }
            scope.checkSource(given, place);
        } else {
            Constants.checkArgument(given, place);
        }
    }

    private static @Nullable Object quoted(@Nullable Object form, Place place, String what) {
        if (form instanceof List<?> items
                && Calls.isCall(form)
                && items.size() == 2
                && Names.is(items.get(0), "quote")) {
            return items.get(1);
        }
        throw place.forbidden(Names.text(form), what + " is to be written out as (quote [...])");
    }
}
