package dendro.query.guard;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that queries may call; what is not here is refused.
 *
 * <p>A function is here if it has no effect, resolves no names, calls no function it is given, is finished in time
 * about linear in its arguments, and is a function of them: the same query must give the same answer for ever. Hence
 * no {@code map} or {@code apply}, no {@code range} or {@code repeat}, no regular expressions (backtracking cannot be
 * interrupted), no {@code format} (widths), {@code bigint} or {@code rand}, no arrays or atoms, no {@code symbol}.
 *
 * <p>Datomic has some of the names to itself ({@code <}, {@code get-else}): those are used without a namespace.
 * Functions of {@code clojure.core} may be written with it or without; those of {@code clojure.string} and
 * {@code clojure.math} only with it, since the peer finds them only so.
 */
public final class AllowedNames {

    /** Those that take a database or a log, the only ones that a source symbol may be given to. */
    private static final Set<String> READING = words("""
            get-else get-some missing? fulltext tx-ids tx-data
            datomic.api/ident datomic.api/entid
            """);

    private static final Set<String> DATOMIC = words("""
            ground tuple untuple != datomic.api/tx->t datomic.api/t->tx
            """);

    private static final Set<String> FORMS = words("if and or");

    private static final Set<String> CORE = words("""
            = == not= < <= > >= compare not boolean identity
            + - * / quot rem mod inc dec abs max min
            bit-and bit-or bit-xor bit-not bit-and-not bit-test bit-shift-left bit-shift-right
            unsigned-bit-shift-right
            zero? pos? neg? even? odd? pos-int? neg-int? nat-int?
            number? integer? int? rational? ratio? decimal? float? double? infinite? NaN?
            long int double float numerator denominator
            nil? some? true? false? boolean? any?
            string? char? keyword? simple-keyword? qualified-keyword? ident? uuid? inst?
            coll? vector? map? set? sequential? associative? counted? empty?
            str subs name namespace keyword char parse-long parse-double parse-boolean parse-uuid
            inst-ms hash
            vector hash-map hash-set set vec
            count first second last next rest ffirst nth peek pop
            get get-in find keys vals contains? assoc dissoc conj disj select-keys
            subvec take drop take-last drop-last distinct distinct? reverse sort frequencies
            """);

    private static final Set<String> STRING = words("""
            upper-case lower-case capitalize trim triml trimr trim-newline blank? starts-with? ends-with?
            includes? index-of last-index-of join reverse
            """);

    private static final Set<String> MATH = words("""
            sqrt cbrt exp expm1 log log10 log1p pow floor ceil rint round signum hypot
            sin cos tan asin acos atan atan2 sinh cosh tanh to-radians to-degrees floor-div floor-mod
            """);

    private static final Set<String> AGGREGATES = words("""
            min max count count-distinct distinct sum avg median variance stddev rand sample
            """);

    private static final Set<String> NESTED_QUERY = words("q datomic.api/q");

    private static final Set<String> STANDARD = Stream.of(
                    READING.stream(),
                    DATOMIC.stream(),
                    FORMS.stream(),
                    CORE.stream(),
                    CORE.stream().map(name -> "clojure.core/" + name),
                    STRING.stream().map(name -> "clojure.string/" + name),
                    MATH.stream().map(name -> "clojure.math/" + name))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private final Set<String> procedures;
    private final Set<String> readingProcedures;
    private final Set<String> rules;

    private AllowedNames(Set<String> procedures, Set<String> readingProcedures, Set<String> rules) {
        this.procedures = Set.copyOf(procedures);
        this.readingProcedures = Set.copyOf(readingProcedures);
        this.rules = Set.copyOf(rules);
    }

    /** Datomic's built-ins, and what is harmless and useful of {@code clojure.core, clojure.string, clojure.math}. */
    public static AllowedNames standard() {
        return new AllowedNames(Set.of(), Set.of(), Set.of());
    }

    /**
     * These and functions that are procedures.
     *
     * @param names that calls may have
     * @param reading those among them that may be given source symbols
     */
    public AllowedNames withProcedures(Set<String> names, Set<String> reading) {
        return new AllowedNames(names, reading, rules);
    }

    /** These and rules that are procedures: every query may call them, and none may define them. */
    public AllowedNames withRules(Set<String> names) {
        return new AllowedNames(procedures, readingProcedures, names);
    }

    /** Every function a clause may call, nested {@code q} aside. */
    public Set<String> functions() {
        return Stream.concat(STANDARD.stream(), procedures.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Every function that may aggregate in {@code :find}. */
    public Set<String> aggregates() {
        return AGGREGATES;
    }

    boolean isFunction(String name) {
        return STANDARD.contains(name) || procedures.contains(name);
    }

    boolean isAggregate(String name) {
        return AGGREGATES.contains(name);
    }

    boolean takesSource(String name) {
        return READING.contains(name) || readingProcedures.contains(name);
    }

    boolean isProcedure(String name) {
        return procedures.contains(name);
    }

    boolean isRule(String name) {
        return rules.contains(name);
    }

    boolean isNestedQuery(String name) {
        return NESTED_QUERY.contains(name);
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
