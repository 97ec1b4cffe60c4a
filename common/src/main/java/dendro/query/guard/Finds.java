package dendro.query.guard;

import clojure.lang.IPersistentVector;
import clojure.lang.Symbol;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands in {@code :find}: variables, aggregates and pulls, as a relation, a collection, a tuple or a scalar. */
final class Finds {

    private final AllowedNames names;
    private final GuardLimits limits;
    private final Pulls pulls;

    Finds(AllowedNames names, GuardLimits limits, Pulls pulls) {
        this.names = names;
        this.limits = limits;
        this.pulls = pulls;
    }

    /** The names of inputs used as pull patterns. */
    Set<String> check(List<?> find, Scope scope, Place place) {
        Set<String> patterns = new HashSet<>();
        List<?> elements = elements(find);
        for (int index = 0; index < elements.size(); index++) {
            Object element = elements.get(index);
            checkElement(element, patterns, scope, place.inside(":find element " + (index + 1), element));
        }
        return patterns;
    }

    private static List<?> elements(List<?> find) {
        if (find.size() == 2 && Names.is(find.get(1), ".")) {
            return find.subList(0, 1);
        }
        if (find.size() == 1 && find.get(0) instanceof IPersistentVector && find.get(0) instanceof List<?> inner) {
            return inner.size() == 2 && Names.is(inner.get(1), "...") ? inner.subList(0, 1) : inner;
        }
        return find;
    }

    private void checkElement(@Nullable Object element, Set<String> patterns, Scope scope, Place place) {
        if (Names.isVariable(element)) {
            return;
        }
        if (!Calls.isCall(element) || !(element instanceof List<?> items) || items.size() < 2) {
            throw place.forbidden(
                    Names.text(element), "what is found is a variable, an aggregate (count ?x) or (pull ?x [...])");
        }
        if (Names.is(items.get(0), "pull")) {
            checkPull(items, patterns, scope, place);
        } else {
            checkAggregate(items, place);
        }
    }

    private void checkPull(List<?> items, Set<String> patterns, Scope scope, Place place) {
        boolean withSource = Names.isSource(items.get(1));
        List<?> arguments = items.subList(withSource ? 2 : 1, items.size());
        if (withSource && items.get(1) instanceof Symbol source) {
            scope.checkSource(source, place);
        }
        if (arguments.size() != 2 || !Names.isVariable(arguments.get(0))) {
            throw place.invalid("a pull is written (pull ?x [...]) or (pull $source ?x [...])");
        }
        Object pattern = arguments.get(1);
        if (Names.isPlain(pattern)) {
            patterns.add(Names.text(pattern));
        } else {
            pulls.check(pattern, place);
        }
    }

    private void checkAggregate(List<?> items, Place place) {
        String name = Names.text(items.get(0));
        if (!(items.get(0) instanceof Symbol) || !names.isAggregate(name)) {
            throw place.forbidden(name, "the aggregate " + name + " is not allowed in queries");
        }
        for (Object argument : items.subList(1, items.size())) {
            if (argument instanceof Number number) {
                if (!(number instanceof Long) || Math.abs(number.doubleValue()) > limits.count()) {
                    throw place.invalid(number + " is more than " + limits.count());
                }
            } else if (!Names.isVariable(argument) && !Constants.isScalar(argument)) {
                throw place.forbidden(
                        Names.text(argument), "aggregates take variables and scalars, not " + Place.shown(argument));
            }
        }
    }
}
