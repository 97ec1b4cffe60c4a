package dendro.trainer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Starts Spark. Whatever is given as {@code -Dspark.*} holds, the rest is set here. */
final class SparkStart {

    private static final Pattern LOCAL = Pattern.compile("local(?:\\[([^,\\]]+)])?");

    private static final int ATTEMPTS = 3;

    private SparkStart() {}

    /**
     * A session; the caller stops it.
     *
     * @param master as Spark writes it; a local one is told to try a failed shard again
     */
    static SparkSession session(String master) {
        SparkConf conf = new SparkConf()
                .setAppName("dendro-trainer")
                .setMaster(patient(master))
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.sql.shuffle.partitions", "4")
                .setIfMissing("spark.task.maxFailures", Integer.toString(ATTEMPTS));
        if (master.startsWith("local")) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1").setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        }
        return SparkSession.builder().config(conf).getOrCreate();
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
