package dendro.trainer.product;

import dendro.trainer.SparkStart;
import dendro.trainer.source.Source;
import dendro.trainer.source.SourceAtCursor;
import dendro.trainer.source.SourceOptions;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Training sets for those who work with Spark by hand, in {@code bin/train-shell} or a program of their own. */
public final class Dendro {

    private Dendro() {}

    @Command(name = "trainingSet")
    private static final class Flags {

        @Mixin
        private SourceOptions source = new SourceOptions();

        @Mixin
        private SetOptions set = new SetOptions();
    }

    /** A session as the trainer has it: that of {@code spark-submit}, or one on all of this machine. */
    public static SparkSession spark() {
        return SparkStart.session(Optional.empty());
    }

    /**
     * The rows that {@code bin/training-set} would write, with the same columns. Spark keeps them, and what they were read
     * from stays open, until this process ends.
     *
     * @param flags as {@code bin/training-set} takes them, {@code --out} and {@code --analyze} aside
     * @throws picocli.CommandLine.ParameterException if the flags are wrong
     * @throws dendro.problem.ProblemException whatever keeps the rows from being read
     */
    public static Dataset<Row> trainingSet(SparkSession spark, String... flags) {
        Flags read = new Flags();
        new CommandLine(read).parseArgs(flags);
        read.source.check();
        TrainingSetWanted wanted = read.set.wanted();
        Source opened = read.source.open(wanted.featureSet(), wanted.text());
        try {
            Source rows = SourceAtCursor.of(opened, wanted.featureSet(), opened.knownAt());
            int shards = read.source.shards(rows, SparkStart.places(spark));
            ReadSet set = ReadSet.read(spark, rows.shards(wanted.range()), shards, wanted.sampling());
            return set.rows(FileCount.of(set.tally().rows(), shards));
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }
}
