package dendro.trainer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Starts Spark. Whatever is given as {@code -Dspark.*} holds, the rest is set here. */
public final class SparkStart {

    private static final Pattern LOCAL = Pattern.compile("local(?:\\[([^,\\]]+)])?");

    private static final int ATTEMPTS = 3;

    private SparkStart() {}

    /**
     * A session; the caller stops it.
     *
     * @param named master as Spark writes it; without one that of {@code spark-submit} holds, or all of this machine. A
     *     local one is told to try a failed shard again.
     */
    public static SparkSession session(Optional<String> named) {
        SparkConf conf = new SparkConf();
        String master = named.orElseGet(() -> conf.get("spark.master", "local[*]"));
        conf.setAppName("dendro-trainer")
                .setMaster(patient(master))
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.sql.shuffle.partitions", "4")
                .setIfMissing("spark.task.maxFailures", Integer.toString(ATTEMPTS));
        if (master.startsWith("local")) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1").setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        }
        return SparkSession.builder().config(conf).getOrCreate();
    }

    /** How many tasks run at a time, as far as Spark knows by now. */
    public static int places(SparkSession spark) {
        return spark.sparkContext().defaultParallelism();
    }

    /** A local master tries a task once, unless its name says otherwise. */
    static String patient(String master) {
        Matcher local = LOCAL.matcher(master);
        if (!local.matches()) {
            return master;
        }
        String threads = local.group(1);
        return "local[" + (threads == null ? "1" : threads) + "," + ATTEMPTS + "]";
    }
}
