package dendro.query;

import clojure.lang.Symbol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Variables in groups that clauses join: union-find, without the ranks that a query is too small to need. */
final class JoinGroups {

    private final Map<Symbol, Symbol> parents = new HashMap<>();
    private final List<Member> members = new ArrayList<>();

    /**
     * Something whose rows hold a variable.
     *
     * @param clause as written
     */
    record Member(Object clause, Symbol variable) {}

    /** Joins variables. */
    void join(Collection<Symbol> variables) {
        Optional<Symbol> first = variables.stream().findFirst();
        variables.forEach(variable -> parents.put(root(variable), root(first.get())));
    }

    /** Remembers something whose rows hold a variable. */
    void member(Object clause, Symbol variable) {
        members.add(new Member(clause, variable));
    }

    boolean areJoined(Symbol one, Symbol other) {
        return root(one).equals(root(other));
    }

    /** One member of each group. */
    List<Member> representatives() {
        Set<Symbol> seen = new HashSet<>();
        return members.stream()
                .filter(member -> seen.add(root(member.variable())))
                .toList();
    }

    /** Whether the group of a member holds one of some variables. */
    boolean reaches(Member member, Set<Symbol> variables) {
        return variables.stream().anyMatch(other -> areJoined(member.variable(), other));
    }

    private Symbol root(Symbol variable) {
        Symbol root = variable;
        Symbol parent = parents.getOrDefault(root, root);
        while (!parent.equals(root)) {
            root = parent;
            parent = parents.getOrDefault(root, root);
        }
        if (!root.equals(variable)) {
            parents.put(variable, root);
        }
        return root;
    }
}
