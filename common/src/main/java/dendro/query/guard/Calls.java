package dendro.query.guard;

import clojure.lang.IPersistentList;
import clojure.lang.Symbol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function call in a clause, {@code (f arguments...)}. */
final class Calls {

    private final AllowedNames names;
    private final NestedQueries nested;

    Calls(AllowedNames names, NestedQueries nested) {
        this.names = names;
        this.nested = nested;
    }

    void check(List<?> call, Scope scope, Place place) {
        if (call.isEmpty()) {
            throw place.invalid("the call names no function");
        }
        String function = function(call.get(0), place);
        List<?> arguments = call.subList(1, call.size());
        if (names.isNestedQuery(function)) {
            nested.check(arguments, scope, place);
            return;
        }
        for (Object argument : arguments) {
            if (Names.isSource(argument)) {
                checkSource(argument, function, scope, place);
            } else {
                Constants.checkArgument(argument, place);
            }
        }
    }

    private String function(@Nullable Object form, Place place) {
        String name = Names.text(form);
        if (!(form instanceof Symbol)) {
            throw place.forbidden(name, Place.shown(form) + " stands where the name of a function is needed");
        } else if (Names.isVariable(form)) {
            throw place.forbidden(name, "the variable " + name + " stands where the name of a function is needed");
        } else if (!names.isFunction(name) && !names.isNestedQuery(name)) {
            throw place.forbidden(name, "the function " + name + " is not allowed in queries");
        }
        return name;
    }

    private void checkSource(Object source, String function, Scope scope, Place place) {
        if (!names.takesSource(function)) {
            throw place.forbidden(Names.text(source), function + " may not be given the source " + source);
        }
        scope.checkSource(source, place);
    }

    /** The items of a form in parentheses. */
    static boolean isCall(@Nullable Object form) {
        return form instanceof IPersistentList;
    }
}
