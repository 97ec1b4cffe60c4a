package dendro.trainer.product;

import dendro.features.FeatureSet;
import dendro.trainer.source.Source;
import dendro.training.TrainingRange;
import java.io.PrintStream;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * A training set that is to be written.
 *
 * @param featureSet what the rows are
 * @param text of its file, as written
 * @param range of the rows
 * @param sampling of the entities
 */
record TrainingSetWanted(FeatureSet featureSet, String text, TrainingRange range, Sampling sampling) {

    /**
     * Reads the rows and writes them.
     *
     * @param out a folder that does not exist yet, or is empty
     * @param screen where people are told of it
     * @throws dendro.problem.ProblemException {@code request-invalid} if the folder is not empty or there is no row; what
     *     {@link ReadSet#read} throws
     */
    void build(SparkSession spark, Source rows, int shards, String out, PrintStream screen) {
        try (ProductFolder folder = ProductFolder.of(out, spark.sparkContext().hadoopConfiguration())) {
            screen.println("Reading " + featureSet.name() + " from " + rows.shown() + ", as known at " + rows.knownAt()
                    + ", in " + shards + " shards.");
            try (ReadSet set = ReadSet.read(spark, rows.shards(range), shards, sampling)) {
                ShardTally tally = set.tally();
                screen.println(tally.sizes().sentence());
                spark.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MILLIS");
                set.rows(FileCount.of(tally.rows(), shards))
                        .write()
                        .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
                        .parquet(folder.rows());
                Manifest manifest = new Manifest(
                        featureSet, text, range, rows.knownAt(), sampling, tally, set.schema(), folder.written());
                folder.finish(manifest.json());
                tally.warnings().forEach(warning -> screen.println("Warning: " + warning));
                screen.println(String.format(
                        Locale.ROOT,
                        "%s: %,d rows, %,d of them labelled, %d columns, in %d files; digest %s",
                        out,
                        tally.rows(),
                        tally.labelled(),
                        tally.columns().size(),
                        manifest.files().size(),
                        tally.digest()));
            }
        }
    }
}
