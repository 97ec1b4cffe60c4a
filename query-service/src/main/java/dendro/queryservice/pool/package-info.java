/** The threads that requests are worked on by, apart for scoring and for analysis, so that neither delays the other. */
package dendro.queryservice.pool;
