package dendro.query;

import dendro.cursor.Cursor;
import dendro.cursor.Point;
import dendro.database.DatabaseLocation;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.query.guard.QueryGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process that answers queries over one database, {@code customers}, as of a {@code t}, and prints their digests. */
final class OtherProcess {

    private OtherProcess() {}

    /** The digests that a process of its own comes to. */
    static List<String> digests(String uri, List<String> queries, long t) throws IOException, InterruptedException {
        Path output = Files.createTempFile("answer", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                uri,
                Long.toString(t)));
        command.addAll(queries);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException("The other process did not answer: " + Files.readString(output));
            }
            List<String> lines = Files.readAllLines(output);
            return lines.subList(lines.size() - queries.size(), lines.size());
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    /** Arguments: URI, {@code t}, queries. */
    public static void main(String[] arguments) {
        QueryGuard guard = new QueryGuard();
        try (Databases databases =
                Databases.open(Map.of("customers", DatabaseLocation.parse(arguments[0], Optional.empty())))) {
            Cursor cursor =
                    new Cursor(Map.of("customers", new Point.Basis(Long.parseLong(arguments[1]))), new Point.Newest());
            for (String query : List.of(arguments).subList(2, arguments.length)) {
                System.out.println(new QueryRunner(databases, guard)
                        .run(
                                Query.parse(query, guard),
                                List.of(),
                                cursor,
                                new QueryLimits(Duration.ofSeconds(20), 1),
                                Deadline.after(Duration.ofSeconds(20)))
                        .digest());
            }
        }
        // The peer's threads would keep the process for a while.
        System.exit(0);
    }
}
