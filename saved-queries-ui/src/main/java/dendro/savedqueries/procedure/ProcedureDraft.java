package dendro.savedqueries.procedure;

import java.util.List;

/**
 * All that can be changed of a saved procedure, and a version keeps.
 *
 * @param parameters of its head, in order
 * @param documentation what it holds for, in words
 * @param example a clause that calls it
 * @param rules {@code [[(name ?x) clause...] ...]}
 */
record ProcedureDraft(List<ProcedureParameter> parameters, String documentation, String example, String rules) {

    ProcedureDraft {
        parameters = List.copyOf(parameters);
    }

    /**
     * A parameter.
     *
     * @param name as it stands in the head of the rule
     */
    record ProcedureParameter(String name, String documentation) {}
}
