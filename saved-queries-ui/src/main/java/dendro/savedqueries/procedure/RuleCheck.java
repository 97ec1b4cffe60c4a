package dendro.savedqueries.procedure;

import dendro.edn.Edn;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.procedure.Procedures;
import dendro.query.RuleSet;
import dendro.query.guard.QueryGuard;
import dendro.savedqueries.procedure.ProcedureDraft.ProcedureParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether rules are what the query-service would take: checked when they are saved, as nobody who uses them could mend them.
 * They may call what comes with Dendro, and themselves.
 */
final class RuleCheck {

    private static final String NAME = "[a-z][a-z0-9-]{0,63}";

    private final QueryGuard guard = Procedures.installed().guard();

    /**
     * The parameters of rules that define a procedure and nothing else.
     *
     * @param described what was said of them, for all or for none
     * @throws ProblemException {@code edn-syntax}, {@code query-invalid}, {@code query-forbidden} or {@code request-invalid}
     */
    List<ProcedureParameter> parameters(String name, String rules, List<ProcedureParameter> described) {
        if (!name.matches(NAME)) {
            throw invalid(
                    "A procedure is named in lower case letters, digits and hyphens, up to 64, such as late-bills.");
        }
        Object form = Edn.read(rules);
        RuleSet set = RuleSet.of(form, Set.of(), guard);
        for (Object rule : (List<?>) form) {
            Object head = ((List<?>) ((List<?>) rule).get(0)).get(0);
            if (!String.valueOf(head).equals(name)) {
                throw invalid("The rules of the procedure '" + name + "' define it and nothing else, but one defines "
                        + head + ".");
            }
        }
        List<RuleSet.Definition> definitions = set.named(name);
        if (definitions.isEmpty()) {
            throw invalid("There are no rules: [[(" + name + " ?x) clause...] ...].");
        }
        return named(name, definitions.get(0), described);
    }

    private static List<ProcedureParameter> named(
            String name, RuleSet.Definition definition, List<ProcedureParameter> described) {
        int count = definition.head().size();
        if (!described.isEmpty() && described.size() != count) {
            throw invalid("The procedure '" + name + "' has " + count + " parameters, and " + described.size()
                    + " are described.");
        }
        List<ProcedureParameter> parameters = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            String documentation =
                    described.isEmpty() ? "" : described.get(index).documentation();
            parameters.add(new ProcedureParameter(definition.head().get(index).toString(), documentation));
        }
        return parameters;
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
