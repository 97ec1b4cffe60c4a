/**
 * How answers and requests are written down. {@link dendro.queryservice.format.Format} chooses by {@code Accept}; the
 * columns of an answer have {@link dendro.queryservice.format.ColumnKind kinds}, so that a value that JSON or CSV can
 * only hold as text is known for what it is.
 */
package dendro.queryservice.format;
