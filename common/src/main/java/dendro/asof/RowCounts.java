package dendro.asof;

/**
 * How many rows an engine has answered, and how.
 *
 * @param swept by sweep
 * @param sweptInRanges by a sweep in ranges of entities
 * @param sought by point
 * @param leftToPeer in whole or in part by one {@code Peer.query} each, of those above
 */
public record RowCounts(long swept, long sweptInRanges, long sought, long leftToPeer) {}
