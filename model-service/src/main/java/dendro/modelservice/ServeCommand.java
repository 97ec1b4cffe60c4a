package dendro.modelservice;

import dendro.problem.ProblemException;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import java.io.IOException;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code server FILE.yml}; if the service cannot start it says so in a sentence, not in a stack trace. */
final class ServeCommand extends ServerCommand<ModelServiceConfiguration> {

    ServeCommand(Application<ModelServiceConfiguration> application) {
        super(application);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable error) {
        if (error instanceof ProblemException problem) {
            cli.getStdErr().println("model-service: " + problem.problem().detail());
        } else if (error instanceof ConfigurationException || error instanceof IOException) {
            cli.getStdErr().println("model-service: " + error.getMessage());
        } else {
            super.onError(cli, namespace, error);
        }
        cli.getStdErr().flush();
    }
}
