/**
 * A real Kafka broker on one machine: broker and controller in one KRaft node, from Maven artifacts,
 * without a distribution. {@link dendro.broker.LocalBroker} runs it inside the JVM at hand, for tests;
 * {@link dendro.broker.BrokerMain} runs it as a process, for the demo. Nothing here is meant for production:
 * one node keeps one copy of everything.
 */
package dendro.broker;
