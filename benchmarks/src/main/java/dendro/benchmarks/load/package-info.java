/**
 * Load on an HTTP service: {@link dendro.benchmarks.load.ClosedLoad} sends as fast as the answers come, which shows how
 * many there can be; {@link dendro.benchmarks.load.OpenLoad} sends at a rate, whatever the answers do, which shows how
 * long they take.
 *
 * <p>The threads of the load share the machine, and with it the processors, with the service that they measure: what is
 * found is what a service gives that leaves so much to its callers.
 */
package dendro.benchmarks.load;
