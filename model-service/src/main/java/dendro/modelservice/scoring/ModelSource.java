package dendro.modelservice.scoring;

import java.util.Optional;

/** Where the version comes from that is in charge at the moment. */
@FunctionalInterface
public interface ModelSource {

    /** The version in charge, if there is one; it stays open, and the same, until the lease is closed. */
    Optional<Lease> lease();
}
