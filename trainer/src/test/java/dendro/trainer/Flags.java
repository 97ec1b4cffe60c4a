package dendro.trainer;

import picocli.CommandLine;

/** Settings as the command reads them. */
final class Flags {

    private Flags() {}

    static TrainingSettings settings(String... flags) {
        return CommandLine.populateCommand(new FitOptions(), flags).settings();
    }
}
