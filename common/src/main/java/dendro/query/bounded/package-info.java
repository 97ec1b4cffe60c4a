/**
 * Functions that can make a large value of small ones: text that doubles in each of forty clauses, a number that is
 * squared in each. What queries call under these names are versions that refuse to. Aggregates whose answer hangs on the order
 * of their numbers are given them in one order.
 */
package dendro.query.bounded;
