package dendro.trainer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Reports each shard that has been read: the successful tasks of the job that runs under the step's name. Spark
 * tells its listeners with some delay; what has not been told when the job is over, {@link #allRead} makes up for.
 */
final class ShardProgress extends SparkListener {

    /** Where Spark keeps the name of a job's group. */
    private static final String GROUP = "spark.jobGroup.id";

    private final Progress progress;
    private final String step;
    private final int shards;
    private final Set<Integer> stages = ConcurrentHashMap.newKeySet();
    private int done;

    ShardProgress(Progress progress, String step, int shards) {
        this.progress = progress;
        this.step = step;
        this.shards = shards;
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        if (step.equals(job.properties().getProperty(GROUP))) {
            CollectionConverters.asJava(job.stageIds()).forEach(stage -> stages.add((Integer) stage));
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
        if (stages.contains(task.stageId()) && task.taskInfo().successful() && done < shards) {
            done++;
            progress.say(step, done, shards);
        }
    }

    /** Every shard has been read. */
    synchronized void allRead() {
        if (done < shards) {
            done = shards;
            progress.say(step, done, shards);
        }
    }
}
