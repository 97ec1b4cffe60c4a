package dendro.asof;

import clojure.lang.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules that a feature set brings, by name. */
final class Rules {

    /**
     * One way for a rule to hold.
     *
     * @param required head variables that a call must have bound
     * @param head all head variables, in order
     * @param body clauses
     */
    record Definition(List<Symbol> required, List<Symbol> head, List<Object> body) {}

    private final Map<String, List<Definition>> byName = new HashMap<>();

    Rules(List<?> rules) {
        for (Object rule : rules) {
            List<?> parts = Clauses.items(rule);
            List<?> head = Clauses.items(parts.get(0));
            List<Symbol> required = new ArrayList<>();
            List<Symbol> variables = new ArrayList<>();
            for (Object variable : head.subList(1, head.size())) {
                if (variable instanceof List<?> bound) {
                    bound.forEach(symbol -> required.add((Symbol) symbol));
                    variables.addAll(required);
                } else {
                    variables.add((Symbol) variable);
                }
            }
            byName.computeIfAbsent(String.valueOf(head.get(0)), unseen -> new ArrayList<>())
                    .add(new Definition(
                            List.copyOf(required),
                            List.copyOf(variables),
                            List.copyOf(parts.subList(1, parts.size()))));
        }
    }

    List<Definition> named(String name) {
        return byName.getOrDefault(name, List.of());
    }
}
