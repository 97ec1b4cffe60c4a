package dendro.savedqueries.savedquery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a list says of a saved query.
 *
 * @param version the newest
 * @param favourite whether it is one of whoever asks
 * @param stale whether nobody has run it for long
 * @param forkOf the query that it was copied from
 */
record QueryHead(
        UUID id,
        String name,
        String description,
        List<String> tags,
        Optional<String> team,
        String owner,
        int version,
        Instant createdAt,
        Instant changedAt,
        boolean favourite,
        boolean stale,
        boolean archived,
        Optional<UUID> forkOf,
        Usage usage) {

    QueryHead {
        tags = List.copyOf(tags);
    }

    QueryHead withTags(List<String> others) {
        return new QueryHead(
                id,
                name,
                description,
                others,
                team,
                owner,
                version,
                createdAt,
                changedAt,
                favourite,
                stale,
                archived,
                forkOf,
                usage);
    }
}
