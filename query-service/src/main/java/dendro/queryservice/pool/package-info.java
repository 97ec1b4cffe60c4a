/** How much of each kind of work is done at a time, apart for scoring, training and analysis, so that none takes the others' turn. */
package dendro.queryservice.pool;
