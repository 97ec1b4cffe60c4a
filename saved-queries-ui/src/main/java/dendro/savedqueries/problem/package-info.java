/** Everything that goes wrong becomes problem JSON here, and nowhere else. */
package dendro.savedqueries.problem;
