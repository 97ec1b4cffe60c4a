package dendro.trainer.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.awaitility.Awaitility;

/**
 * A real standalone cluster of Spark, a master and two workers of one core each, processes of their own. Its class path is
 * Spark's alone: what the assembly is to bring is left out. Closing it ends all of them.
 */
final class SparkCluster implements AutoCloseable {

    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final Pattern ADDRESS = Pattern.compile("Starting Spark master at (spark://\\S+)");

    /** What the assembly holds, by how it stands in a class path. */
    private static final Pattern OURS = Pattern.compile(
            "/target/|/com/cognitect/|/com/datomic/|/caffeine/|/com/h2database/"
                    + "|/commons-beanutils/|/commons-collections/|/picocli/|/ml/dmlc/|/onnxruntime/|/activemq/|/org/clojure/"
                    + "|/org/fressian/|/snakeyaml/|/org/ow2/asm/|/awssdk/|/tomcat/|/reactive-streams/|/junit|/assertj/|/awaitility/");

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private String master = "";

    private SparkCluster(Path folder) {
        this.folder = folder;
    }

    /** A worker; the executors it starts are its children. */
    record Worker(Process process, Path work) {

        /** Whether one of its executors has been given a task. */
        boolean isAtWork() {
            try (Stream<Path> files = Files.walk(work)) {
                return files.filter(file -> file.endsWith("stderr"))
                        .anyMatch(file -> read(file).contains("Got assigned task"));
            } catch (IOException | UncheckedIOException e) {
                return false;
            }
        }

        /** Kills it with its executors, as a machine dies. */
        void kill() {
            List<ProcessHandle> executors = process.descendants().toList();
            process.destroyForcibly();
            executors.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** An application that has been submitted. */
    record Submitted(Process process, Path log) {

        /** Its exit code; what it printed is in its log. */
        int awaitEnd(Duration patience) throws InterruptedException {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The application has not ended:\n" + read(log));
            }
            return process.exitValue();
        }
    }

    /** A cluster whose two workers have registered. */
    static SparkCluster start(Path folder) throws IOException {
        SparkCluster cluster = new SparkCluster(folder);
        try {
            Files.createDirectories(folder.resolve("spark").resolve("jars"));
            Path log = folder.resolve("master.log");
            cluster.java(
                    log,
                    "-Xmx256m",
                    "org.apache.spark.deploy.master.Master",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    "0",
                    "--webui-port",
                    "0");
            cluster.master = cluster.await(log, ADDRESS).group(1);
            for (int number = 1; number <= 2; number++) {
                cluster.startWorker(number);
            }
            cluster.await(log, Pattern.compile("(?s)Registering worker .*Registering worker "));
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void startWorker(int number) throws IOException {
        Path work = Files.createDirectories(folder.resolve("work-" + number));
        Process process = java(
                folder.resolve("worker-" + number + ".log"),
                "-Xmx256m",
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                work.toString(),
                master);
        workers.add(new Worker(process, work));
    }

    /** Submits the assembly. */
    Submitted submit(String mainClass, List<String> arguments) throws IOException {
        Path log = folder.resolve("application.log");
        List<String> command = new ArrayList<>(List.of(
                "-Xmx512m",
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                master,
                "--class",
                mainClass,
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.executor.memory=700m",
                "--conf",
                "spark.executor.extraClassPath=" + classPath(),
                "--conf",
                "spark.scheduler.minRegisteredResourcesRatio=1.0",
                System.getProperty("dendro.assembly", "")));
        command.addAll(arguments);
        return new Submitted(java(log, command.toArray(String[]::new)), log);
    }

    /** The workers, once each is at work on the application. */
    List<Worker> awaitAtWork(Submitted application) {
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(50))
                    .failFast(
                            "the application ended",
                            () -> !application.process().isAlive())
                    .until(() -> workers.stream().allMatch(Worker::isAtWork));
        } catch (RuntimeException e) {
            throw new IllegalStateException(read(application.log()), e);
        }
        return List.copyOf(workers);
    }

    private Process java(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath()));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_HOME", folder.resolve("spark").toString());
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private Matcher await(Path log, Pattern wanted) {
        Awaitility.await().atMost(TO_START).pollInterval(Duration.ofMillis(100)).until(() -> wanted.matcher(read(log))
                .find());
        Matcher found = wanted.matcher(read(log));
        found.find();
        return found;
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .filter(entry -> !OURS.matcher(entry).find())
                .collect(Collectors.joining(":"));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
