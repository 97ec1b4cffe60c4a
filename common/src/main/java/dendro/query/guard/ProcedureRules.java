package dendro.query.guard;

import clojure.lang.IPersistentList;
import clojure.lang.Symbol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules that every query may call without sending them, by name. Immutable. */
public final class ProcedureRules {

    private static final ProcedureRules NONE = new ProcedureRules(Map.of());

    private final Map<String, List<Object>> definitions;

    private ProcedureRules(Map<String, List<Object>> definitions) {
        this.definitions = definitions;
    }

    static ProcedureRules none() {
        return NONE;
    }

    ProcedureRules with(List<?> rules) {
        Map<String, List<Object>> more = new LinkedHashMap<>(definitions);
        for (Object rule : rules) {
            String name = String.valueOf(((List<?>) ((List<?>) rule).get(0)).get(0));
            List<Object> own = new ArrayList<>(more.getOrDefault(name, List.of()));
            own.add(rule);
            more.put(name, own);
        }
        return new ProcedureRules(more);
    }

    /** Their names. */
    public Set<String> names() {
        return Collections.unmodifiableSet(definitions.keySet());
    }

    /** All definitions. */
    public List<Object> all() {
        return definitions.values().stream().flatMap(List::stream).toList();
    }

    /** The definitions of the rules among some names, and of those that these call in turn. */
    public List<Object> calledBy(Collection<String> called) {
        Set<String> needed = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(called);
        List<Object> rules = new ArrayList<>();
        while (!open.isEmpty()) {
            String name = open.pop();
            if (definitions.containsKey(name) && needed.add(name)) {
                List<Object> own = definitions.getOrDefault(name, List.of());
                rules.addAll(own);
                own.forEach(rule -> heads(rule, open));
            }
        }
        return rules;
    }

    /** Names in the place of a rule's, more than are called. */
    private static void heads(Object form, Deque<String> names) {
        if (form instanceof List<?> items) {
            if (form instanceof IPersistentList) {
                items.stream()
                        .filter(Symbol.class::isInstance)
                        .limit(2)
                        .forEach(symbol -> names.push(String.valueOf(symbol)));
            }
            items.forEach(item -> heads(item, names));
        }
    }
}
