/**
 * Saved queries and their versions, which are kept for ever: saving, forking, finding, and what is counted of their use.
 *
 * <p>Words and use are rows beside each query, written when it is saved and when it is run. A search is a range of an index for
 * each word and a list a sort of summary rows: nothing is cached, so any number of instances agree, and nothing grows with the
 * number of runs.
 */
package dendro.savedqueries.savedquery;
