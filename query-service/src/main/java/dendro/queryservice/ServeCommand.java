package dendro.queryservice;

import dendro.problem.ProblemException;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import net.sourceforge.argparse4j.inf.Namespace;

/** The command {@code server}. What is wrong with its configuration is said in words, without a stack trace. */
class ServeCommand extends ServerCommand<QueryServiceConfiguration> {

    private final QueryServiceApplication application;

    ServeCommand(QueryServiceApplication application) {
        super(application);
        this.application = application;
    }

    /** The same under another name. */
    ServeCommand(QueryServiceApplication application, String name, String description) {
        super(application, name, description);
        this.application = application;
    }

    @Override
    protected void run(
            Bootstrap<QueryServiceConfiguration> bootstrap,
            Namespace namespace,
            QueryServiceConfiguration configuration)
            throws Exception {
        application.readsFrom(Path.of(namespace.getString("file")));
        super.run(bootstrap, namespace, configuration);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable error) {
        if (error instanceof ConfigurationException || error instanceof FileNotFoundException) {
            cli.getStdErr().println(error.getMessage());
        } else if (error instanceof ProblemException refused) {
            cli.getStdErr()
                    .println("The query-service does not start: "
                            + refused.problem().detail());
        } else {
            super.onError(cli, namespace, error);
        }
    }
}
