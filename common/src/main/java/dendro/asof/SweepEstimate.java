package dendro.asof;

/**
 * What a sweep takes.
 *
 * @param datoms of the histories of all attributes
 * @param unread of those, not in memory yet
 * @param bytes of all timelines, those in memory included; rather too many than too few
 */
record SweepEstimate(long datoms, long unread, long bytes) {}
