package dendro.modelservice;

import dendro.modelservice.configuration.StartFailure;
import dendro.modelservice.kafka.DeadLetterReplay;
import dendro.problem.ProblemException;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import net.sourceforge.argparse4j.inf.Namespace;
import org.apache.kafka.common.KafkaException;

/** {@code replay-dead-letters FILE.yml}: scores what can be scored now of the dead letters, and ends. */
final class ReplayCommand extends ConfiguredCommand<ModelServiceConfiguration> {

    ReplayCommand() {
        super("replay-dead-letters", "Scores what can be scored now of the dead letters, each once");
    }

    @Override
    protected void run(
            Bootstrap<ModelServiceConfiguration> bootstrap,
            Namespace namespace,
            ModelServiceConfiguration configuration) {
        try {
            for (TopicSettings.Complete topic : configuration.topics()) {
                DeadLetterReplay.Replayed replayed = ModelService.replay(configuration, topic);
                System.out.println("Scored " + replayed.scored() + " dead letters of "
                        + topic.kafka().input() + "; " + replayed.remaining()
                        + " still cannot be scored and are at the end of "
                        + topic.kafka().deadLetters() + ".");
            }
        } catch (ProblemException e) {
            throw new ReplayFailed(e.problem().detail(), e);
        } catch (KafkaException e) {
            throw new ReplayFailed("Kafka: " + e.getMessage(), e);
        }
    }

    @Override
    public void onError(io.dropwizard.core.cli.Cli cli, Namespace namespace, Throwable error) {
        cli.getStdErr()
                .println("replay-dead-letters: "
                        + StartFailure.sentence(error).orElseGet(() -> String.valueOf(error.getMessage())));
        cli.getStdErr().flush();
    }

    /** A sentence for who ran the command. */
    private static final class ReplayFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ReplayFailed(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }
}
