package dendro.trainer.source;

import dendro.features.FeatureSet;
import java.nio.file.Path;

/** Sources for tests of other packages. */
public final class BackupSources {

    private BackupSources() {}

    /** Peers on the databases of a file. */
    public static Source peers(Path file, FeatureSet featureSet, String text) {
        return new PeerSource(DatabasesFile.read(file, name -> null), featureSet, text);
    }
}
