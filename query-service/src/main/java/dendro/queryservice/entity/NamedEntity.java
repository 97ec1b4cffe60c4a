package dendro.queryservice.entity;

import dendro.database.DatabaseAt;

/** What an address says which entity it is about. */
sealed interface NamedEntity permits EntityReference, EntityId {

    /** The entity as of a point; {@code entity-not-found} if it is not there. */
    Object find(DatabaseAt at);

    /** The entity, also if it is not there any more; {@code entity-not-found} if it never was. */
    Object findEver(DatabaseAt at);
}
