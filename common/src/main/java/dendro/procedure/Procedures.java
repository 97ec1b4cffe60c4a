package dendro.procedure;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.guard.AllowedNames;
import dendro.query.guard.GuardLimits;
import dendro.query.guard.QueryGuard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** All procedures, and the guard that admits them. Immutable. */
public final class Procedures {

    private static final String SHIPPED_RULES = "rules.edn";

    private final List<Procedure> functions;
    private final List<RuleProcedure> rules;
    private final QueryGuard guard;

    private Procedures(List<Procedure> functions, List<RuleProcedure> rules, QueryGuard guard) {
        this.functions = List.copyOf(functions);
        this.rules = List.copyOf(rules);
        this.guard = guard;
    }

    /**
     * The functions on the class path, Dendro's own among them, and Dendro's own rules.
     *
     * @throws ProblemException {@code request-invalid} naming a function that cannot be a procedure
     */
    public static Procedures installed() {
        TreeMap<String, Procedure> functions = new TreeMap<>();
        Set<String> reading = new LinkedHashSet<>();
        AllowedNames standard = AllowedNames.standard();
        for (Procedure procedure : ServiceLoader.load(Procedure.class)) {
            String name = procedure.name();
            if (!name.matches("[a-z][a-z0-9-]{0,63}") || standard.functions().contains(name)) {
                throw invalid("'" + name + "' (" + procedure.getClass().getName() + ") cannot name a procedure.");
            }
            if (functions.put(name, procedure) != null) {
                throw invalid("Two procedures are named '" + name + "'.");
            }
            if (procedure.parameters().stream().anyMatch(parameter -> parameter.type() == Parameter.Type.DATABASE)) {
                reading.add(name);
            }
        }
        functions.values().forEach(ProcedureFunctions::install);
        QueryGuard guard = new QueryGuard(standard.withProcedures(functions.keySet(), reading), GuardLimits.defaults());
        return new Procedures(new ArrayList<>(functions.values()), List.of(), guard).with(shippedRules());
    }

    /**
     * These and the rules of a file.
     *
     * @throws ProblemException {@code request-invalid}, {@code edn-syntax}, {@code query-invalid} or
     *     {@code query-forbidden}, naming the file and the rule
     */
    public Procedures withRulesOf(Path file) {
        try {
            return with(Files.readString(file));
        } catch (IOException e) {
            throw invalid("The file of rules " + file + " cannot be read: " + e);
        } catch (ProblemException e) {
            Problem problem = e.problem();
            throw new Problem(
                            problem.type(), "In the file of rules " + file + ": " + problem.detail(), problem.members())
                    .exception(e);
        }
    }

    /** Admits Datomic's functions, these procedures, and nothing else. */
    public QueryGuard guard() {
        return guard;
    }

    /** The functions, by name. */
    public List<Procedure> functions() {
        return functions;
    }

    /** The rules, in the order of their files. */
    public List<RuleProcedure> rules() {
        return rules;
    }

    private Procedures with(String text) {
        List<RuleProcedure> all = new ArrayList<>(rules);
        QueryGuard admitting = guard;
        for (RuleProcedure rule : RuleProcedure.read(text)) {
            if (all.stream().anyMatch(other -> other.name().equals(rule.name()))) {
                throw invalid("Two procedures are named '" + rule.name() + "'.");
            }
            admitting = admitting.withRules(rule.definitions());
            all.add(rule);
        }
        return new Procedures(functions, all, admitting);
    }

    private static String shippedRules() {
        try (InputStream rules =
                Objects.requireNonNull(Procedures.class.getResourceAsStream(SHIPPED_RULES), SHIPPED_RULES)) {
            return new String(rules.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(SHIPPED_RULES + " cannot be read.", e);
        }
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
