/**
 * Saved queries and their versions, which are kept for ever: saving, forking, finding, and what is counted of their use.
 *
 * <p>Words and use are rows beside each query, written when it is saved and when it is run. A search reads a range of an index
 * for each word, and joins and ranks what it found in memory; a list is a sort of summary rows. Nothing is cached, so any number
 * of instances agree, and nothing grows with the number of runs. Joined by the database, words that 5,000 queries have took H2
 * 250 to 450 ms; so, words that 10,000 have take 60 to 130.
 */
package dendro.savedqueries.savedquery;
