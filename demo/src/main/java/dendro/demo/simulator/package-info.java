/**
 * The simulator stands for the microservices of production. {@link dendro.demo.simulator.Production}
 * transacts what happens (purchases, moves, new limits, paid bills) into their databases;
 * {@link dendro.demo.simulator.PurchaseTopic} tells Kafka of each purchase, as producers already do;
 * {@link dendro.demo.simulator.Simulator} makes it happen, so many purchases a second.
 */
package dendro.demo.simulator;
