/**
 * Points in time. A caller asks with a {@link dendro.cursor.Cursor}, instants or transactions; an answer
 * carries the {@link dendro.cursor.ResolvedCursor} it was read at, which reproduces it for ever.
 */
package dendro.cursor;
