/**
 * The demo world: customers, merchants, purchases and bills of a small card company, each in the database
 * of its own microservice, with two years of history.
 *
 * <p>{@link dendro.demo.world.World} decides what happens, as a time-ordered stream of values that depends on
 * nothing but its settings; {@link dendro.demo.world.WorldLoader} transacts it. People move and change jobs,
 * limits rise and fall, bills are paid late, and some purchases are charged back weeks later. Which ones
 * follows from what was true at their moment ({@link dendro.demo.world.Risk}); what a chargeback does to a
 * customer (limit cut, a move, a lost job, late bills) shows in the values of today. So a model that learns
 * from the past as it was is good, and one that learns from today's values is fooled.
 */
package dendro.demo.world;
