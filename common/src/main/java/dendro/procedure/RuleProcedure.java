package dendro.procedure;

import clojure.lang.Keyword;
import dendro.edn.Edn;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Datalog rule that queries may call without sending it.
 *
 * @param name of the rule
 * @param parameters the variables of its head
 * @param documentation what it holds for, in words
 * @param example a clause that calls it
 * @param definitions {@code [[(name ?x) clause...] ...]}
 */
public record RuleProcedure(
        String name, List<String> parameters, String documentation, String example, List<Object> definitions) {

    private static final Set<String> KNOWN = Set.of("name", "documentation", "example", "rules");

    public RuleProcedure {
        parameters = List.copyOf(parameters);
        definitions = List.copyOf(definitions);
    }

    /**
     * The procedures of a file: {@code [{:name late :documentation "…" :example "…" :rules [[(late ?bill) …]]} …]}.
     *
     * @throws ProblemException {@code edn-syntax} or {@code request-invalid}, naming the entry
     */
    static List<RuleProcedure> read(String text) {
        if (!(Edn.read(text) instanceof List<?> entries)) {
            throw invalid("A file of rules holds a vector of maps {:name late :documentation \"…\" :rules [...]}.");
        }
        List<RuleProcedure> procedures = new ArrayList<>();
        entries.forEach(entry -> procedures.add(of(entry)));
        return procedures;
    }

    private static RuleProcedure of(Object entry) {
        if (!(entry instanceof Map<?, ?> map)) {
            throw invalid("An entry of a file of rules is a map, not " + Edn.write(entry) + ".");
        }
        map.keySet().forEach(key -> {
            if (!(key instanceof Keyword keyword) || !KNOWN.contains(keyword.getName())) {
                throw invalid("An entry of a file of rules has :name, :documentation, :example and :rules; "
                        + Edn.write(key) + " means nothing.");
            }
        });
        String name = String.valueOf(map.get(Keyword.intern("name")));
        if (!(map.get(Keyword.intern("rules")) instanceof List<?> rules) || rules.isEmpty()) {
            throw invalid("The procedure '" + name + "' has no :rules, a vector of [(" + name + " ?x) clause...].");
        }
        List<?> head = head(name, rules.get(0));
        List<String> parameters = new ArrayList<>();
        head.subList(1, head.size()).forEach(variable -> {
            if (variable instanceof List<?> required) {
                required.forEach(each -> parameters.add(each.toString()));
            } else {
                parameters.add(String.valueOf(variable));
            }
        });
        return new RuleProcedure(
                name, parameters, text(name, map, "documentation"), text(name, map, "example"), new ArrayList<>(rules));
    }

    private static List<?> head(String name, @Nullable Object rule) {
        if (rule instanceof List<?> parts
                && !parts.isEmpty()
                && parts.get(0) instanceof List<?> head
                && !head.isEmpty()
                && String.valueOf(head.get(0)).equals(name)) {
            return head;
        }
        throw invalid("The first of the :rules of the procedure '" + name + "' must define " + name + ".");
    }

    private static String text(String name, Map<?, ?> map, String member) {
        if (map.get(Keyword.intern(member)) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw invalid("The procedure '" + name + "' needs a text as :" + member + ".");
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
