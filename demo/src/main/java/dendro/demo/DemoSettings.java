package dendro.demo;

import dendro.demo.process.Port;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the demo runs.
 *
 * @param root folder of the built modules
 * @param home folder of everything the demo writes
 * @param scale size of the world
 * @param databases where the world is
 * @param rate purchases a second
 * @param unattended ends by itself; without it the demo runs until Ctrl-C
 * @param ports where everything listens
 */
record DemoSettings(
        Path root,
        DemoHome home,
        double scale,
        Place databases,
        double rate,
        Optional<Unattended> unattended,
        Ports ports) {

    /** Where the world's databases are. */
    enum Place {
        /** In the memory of the demo's own process, where purchases are made while it runs. */
        MEMORY,
        /** In backups that every process reads in place; what is sent while it runs are purchases of their last weeks. */
        BACKUP
    }

    /**
     * A run that ends by itself.
     *
     * @param scores how many different purchases are to be scored
     * @param summary where the figures go
     */
    record Unattended(int scores, Optional<Path> summary) {}

    /** Where everything listens, on 127.0.0.1. */
    record Ports(
            Port queryService,
            Port queryServiceAdmin,
            Port savedQueries,
            Port savedQueriesAdmin,
            Port kafka,
            Port modelService,
            Port modelServiceAdmin) {

        /** All of them, in the order in which they are needed. */
        List<Port> all() {
            return List.of(
                    kafka,
                    queryService,
                    queryServiceAdmin,
                    savedQueries,
                    savedQueriesAdmin,
                    modelService,
                    modelServiceAdmin);
        }
    }
}
