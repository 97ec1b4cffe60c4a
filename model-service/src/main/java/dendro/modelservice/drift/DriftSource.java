package dendro.modelservice.drift;

import java.util.Optional;

/** An alias whose version is watched. */
public interface DriftSource {

    /** The model whose alias it is. */
    String model();

    /** The alias. */
    String alias();

    /** How the version in charge drifts, if there is one; another one's from the moment another is in charge. */
    Optional<VersionDrift> drift();
}
