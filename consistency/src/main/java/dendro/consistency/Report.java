package dendro.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A result as lines for people. */
final class Report {

    private static final String LINE = "%-32s %12s %12s %12s %12s";

    private Report() {}

    static List<String> lines(Consistency consistency) {
        List<String> lines = new ArrayList<>();
        Consistency.Rows rows = consistency.rows();
        lines.add(LINE.formatted("", "compared", "mismatching", "missing", "extra"));
        lines.add(line("scores", rows.compared(), rows.mismatching(), rows.missing(), rows.extra()));
        Consistency.Values all = consistency.values();
        lines.add(line("values", all.compared(), all.mismatching(), all.missing(), all.extra()));
        for (Map.Entry<String, Consistency.Values> column :
                consistency.columns().entrySet()) {
            Consistency.Values values = column.getValue();
            lines.add(line(
                    "  " + column.getKey(), values.compared(), values.mismatching(), values.missing(), values.extra()));
        }
        lines.add(String.format(
                Locale.ROOT,
                "%,d scores by their digest alone, %,d mismatching in nothing but the digest, %,d repeated, %,d unreadable",
                rows.byDigest(),
                rows.digests(),
                rows.repeated(),
                rows.unreadable()));
        lines.addAll(consistency.differences());
        return lines;
    }

    private static String line(String name, long compared, long mismatching, long missing, long extra) {
        return LINE.formatted(name, number(compared), number(mismatching), number(missing), number(extra));
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
