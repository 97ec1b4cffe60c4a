package dendro.modelservice;

import dendro.modelservice.configuration.StartFailure;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code server FILE.yml}; if the service cannot start it says so in a sentence, not in a stack trace. */
final class ServeCommand extends ServerCommand<ModelServiceConfiguration> {

    ServeCommand(Application<ModelServiceConfiguration> application) {
        super(application);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable error) {
        StartFailure.sentence(error)
                .ifPresentOrElse(
                        sentence -> cli.getStdErr().println("model-service: " + sentence),
                        () -> super.onError(cli, namespace, error));
        cli.getStdErr().flush();
    }
}
