/** Models made on the spot, for measurements and disturbances that need one and do not mind which. */
package dendro.benchmarks.model;
