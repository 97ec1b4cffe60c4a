package dendro.savedqueries.statistics;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Runs of a day, packed: who and what there is stands once at the beginning, then a dozen bytes for each run, which name them
 * by their numbers. A year of a million runs takes 20 MB, of which every figure of every period and zone can be counted.
 */
final class DayPart {

    private static final int FORMAT = 1;

    /** The embedded database takes no more than a mebibyte as one value. */
    private static final int FULL = 700_000;

    private static final int ID_BYTES = 16;

    private final Map<UUID, Integer> queries = new LinkedHashMap<>();
    private final Map<String, Integer> people = new LinkedHashMap<>();
    private final Map<String, Integer> causes = new LinkedHashMap<>();
    private final ByteArrayOutputStream runs = new ByteArrayOutputStream();
    private int names;
    private int count;
    private long before;

    boolean isFull() {
        return runs.size() + names + queries.size() * ID_BYTES > FULL;
    }

    /** Adds a run that did not start before the one added last. */
    void add(CountedRun run) {
        long at = run.startedAt().toEpochMilli();
        Varints.write(runs, at - before);
        before = at;
        UUID query = run.query();
        Varints.write(runs, query == null ? 0 : number(queries, query) + 1L);
        Varints.write(runs, name(people, run.person()));
        Varints.write(runs, run.result().code());
        if (run.result() == CountedRun.Result.FAILED) {
            String cause = run.cause();
            Varints.write(runs, name(causes, cause == null ? RunTally.UNKNOWN : cause));
        }
        Varints.write(runs, run.elapsedMillis());
        Varints.write(runs, run.rows());
        count++;
    }

    private int name(Map<String, Integer> of, String name) {
        if (!of.containsKey(name)) {
            names += name.length() * 3;
        }
        return number(of, name);
    }

    private static <T> int number(Map<T, Integer> of, T value) {
        int next = of.size();
        Integer known = of.putIfAbsent(value, next);
        return known == null ? next : known;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(FORMAT);
        Varints.write(out, queries.size());
        queries.keySet()
                .forEach(id -> out.writeBytes(ByteBuffer.allocate(ID_BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array()));
        names(out, people);
        names(out, causes);
        Varints.write(out, count);
        out.writeBytes(runs.toByteArray());
        return out.toByteArray();
    }

    private static void names(ByteArrayOutputStream out, Map<String, Integer> of) {
        Varints.write(out, of.size());
        for (String name : of.keySet()) {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            Varints.write(out, text.length);
            out.writeBytes(text);
        }
    }

    /** Counts the runs of a part that started in a period. */
    static void count(byte[] part, Instant from, Instant to, RunTally tally) {
        ByteBuffer in = ByteBuffer.wrap(part);
        if (in.get() != FORMAT) {
            throw new IllegalStateException("A day of runs was packed by another version of this service.");
        }
        RunTally.OfQuery[] queries = new RunTally.OfQuery[(int) Varints.read(in) + 1];
        queries[0] = tally.unsaved();
        for (int query = 1; query < queries.length; query++) {
            queries[query] = tally.query(new UUID(in.getLong(), in.getLong()));
        }
        Integer[] people = read(in, tally::person).toArray(new Integer[0]);
        RunTally.Counter[] causes = read(in, tally::cause).toArray(new RunTally.Counter[0]);
        long first = from.toEpochMilli();
        long end = to.toEpochMilli();
        long at = 0;
        for (long left = Varints.read(in); left > 0; left--) {
            at += Varints.read(in);
            RunTally.OfQuery query = queries[(int) Varints.read(in)];
            int person = people[(int) Varints.read(in)];
            int result = (int) Varints.read(in);
            boolean isFailed = result == CountedRun.Result.FAILED.code();
            int cause = isFailed ? (int) Varints.read(in) : 0;
            long elapsed = Varints.read(in) - 1;
            long rows = Varints.read(in) - 1;
            if (at >= first && at < end) {
                tally.count(at, query, person, elapsed, rows, result == CountedRun.Result.ANSWERED.code());
                if (isFailed) {
                    tally.countFailure(causes[cause]);
                }
            }
        }
    }

    private static <T> List<T> read(ByteBuffer in, Function<String, T> known) {
        List<T> all = new ArrayList<>();
        for (long left = Varints.read(in); left > 0; left--) {
            byte[] text = new byte[(int) Varints.read(in)];
            in.get(text);
            all.add(known.apply(new String(text, StandardCharsets.UTF_8)));
        }
        return all;
    }
}
