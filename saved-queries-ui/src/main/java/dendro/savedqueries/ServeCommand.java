package dendro.savedqueries;

import dendro.problem.ProblemException;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import java.io.FileNotFoundException;
import net.sourceforge.argparse4j.inf.Namespace;

/** The command {@code server}. What is wrong with its configuration is said in words, without a stack trace. */
final class ServeCommand extends ServerCommand<SavedQueriesConfiguration> {

    ServeCommand(Application<SavedQueriesConfiguration> application) {
        super(application);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable error) {
        if (error instanceof ConfigurationException || error instanceof FileNotFoundException) {
            cli.getStdErr().println(error.getMessage());
        } else if (error instanceof ProblemException refused) {
            cli.getStdErr()
                    .println("The saved queries do not start: "
                            + refused.problem().detail());
        } else {
            super.onError(cli, namespace, error);
        }
        cli.getStdErr().flush();
    }
}
