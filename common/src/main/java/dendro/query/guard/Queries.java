package dendro.query.guard;

import clojure.lang.Symbol;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A whole query, section by section; nested queries come back here. */
final class Queries {

    private final Pulls pulls;
    private final Finds finds;
    private final Clauses clauses;
    private final Rules rules;

    Queries(AllowedNames names, GuardLimits limits) {
        RuleNames ruleNames = new RuleNames(names);
        this.pulls = new Pulls(limits);
        this.finds = new Finds(names, limits, pulls);
        this.clauses = new Clauses(ruleNames, new Calls(names, new NestedQueries(this)));
        this.rules = new Rules(ruleNames, clauses);
    }

    Checked check(@Nullable Object form, Place place) {
        QueryParts parts = QueryParts.of(form, place);
        Set<String> sources = new HashSet<>();
        Set<String> patternInputs = new HashSet<>();
        boolean hasRules = false;
        for (int index = 0; index < parts.inputs().size(); index++) {
            Object input = parts.inputs().get(index);
            if (Names.isSource(input)) {
                sources.add(Names.text(input));
            } else if (Names.isRulesInput(input)) {
                hasRules = true;
            } else if (Names.isPlain(input)) {
                patternInputs.add(Names.text(input));
            } else {
                Bindings.check(input, inside(place, ":in element " + (index + 1), input));
            }
        }
        Scope scope = Scope.ofQuery(sources, hasRules);
        Set<String> patternsUsed = finds.check(parts.find(), scope, open(place));
        patternsUsed.removeAll(patternInputs);
        for (String unknown : patternsUsed) {
            throw place.invalid("the pull pattern " + unknown + " is not in :in");
        }
        parts.with().forEach(item -> Bindings.variable(item, inside(place, ":with", item)));
        parts.columns().forEach(item -> checkColumn(item, place));
        clauses.checkAll(parts.where(), ":where", scope, open(place));
        return new Checked(parts, new QueryGuard.Admitted(patternInputs, scope.called()));
    }

    Set<String> checkRules(@Nullable Object form, Place place) {
        return rules.check(form, place);
    }

    Pulls pulls() {
        return pulls;
    }

    private static void checkColumn(@Nullable Object item, Place place) {
        if (!Names.isPlain(item)) {
            String sentence = Place.shown(item) + " is not a plain name for a column";
            Place at = inside(place, "the names of the columns", item);
            throw item instanceof Symbol ? at.forbidden(Names.text(item), sentence) : at.invalid(sentence);
        }
    }

    /** The outermost query is not worth naming once a clause of it is. */
    private static Place open(Place place) {
        return place.where().equals(QueryGuard.QUERY) ? new Place("", place.clause()) : place;
    }

    private static Place inside(Place place, String part, @Nullable Object form) {
        return open(place).inside(part, form);
    }

    record Checked(QueryParts parts, QueryGuard.Admitted admitted) {}
}
