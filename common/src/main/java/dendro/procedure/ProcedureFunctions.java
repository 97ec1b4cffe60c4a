package dendro.procedure;

import clojure.lang.IFn;
import clojure.lang.Namespace;
import clojure.lang.RestFn;
import clojure.lang.Symbol;
import clojure.lang.Var;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the peer finds procedures: {@code interest} is {@code dendro.procedures/interest}. */
public final class ProcedureFunctions {

    private static final Namespace HOME = Namespace.findOrCreate(Symbol.intern("dendro.procedures"));

    private ProcedureFunctions() {}

    static void install(Procedure procedure) {
        Var.intern(HOME, Symbol.intern(procedure.name()), new Function(procedure));
    }

    /** The name by which the peer finds a procedure. */
    public static Symbol symbol(String name) {
        return Symbol.intern(HOME.toString(), name);
    }

    /** The function of a procedure; empty if there is none of this name. */
    public static Optional<IFn> named(String name) {
        Var found = HOME.findInternedVar(Symbol.intern(name));
        return found != null && found.deref() instanceof IFn function ? Optional.of(function) : Optional.empty();
    }

    /** A message of the peer's, with the names that were called. */
    public static String withCalledNames(String message) {
        return message.replace(HOME + "/", "");
    }

    /** A procedure as Clojure calls it. */
    private static final class Function extends RestFn {

        private final Procedure procedure;

        Function(Procedure procedure) {
            this.procedure = procedure;
        }

        @Override
        public int getRequiredArity() {
            return 0;
        }

        @Override
        protected Object doInvoke(@Nullable Object arguments) {
            List<?> given = arguments instanceof List<?> list ? list : List.of();
            List<Parameter> parameters = procedure.parameters();
            if (given.size() != parameters.size()) {
                throw mismatch("takes "
                        + parameters.stream().map(Parameter::name).collect(Collectors.joining(", "))
                        + " but was given " + given.size() + " arguments");
            }
            List<Object> values = new ArrayList<>();
            for (int index = 0; index < given.size(); index++) {
                Parameter parameter = parameters.get(index);
                values.add(parameter
                        .type()
                        .read(given.get(index))
                        .orElseThrow(() -> mismatch("needs " + parameter.type().words() + " as " + parameter.name())));
            }
            try {
                return procedure.call(values);
            } catch (IllegalArgumentException e) {
                throw mismatch("refuses its arguments: " + e.getMessage());
            }
        }

        private ProblemException mismatch(String sentence) {
            return new Problem(
                            ProblemType.ARGUMENT_MISMATCH, "The procedure " + procedure.name() + " " + sentence + ".")
                    .with("name", procedure.name())
                    .exception();
        }
    }
}
