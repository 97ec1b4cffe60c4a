/**
 * Faults on purpose: a real broker, query-service and model-services as processes, killed, stopped and slowed down while
 * messages flow, and afterwards every message counted. {@link dendro.chaos.Chaos} is the command.
 */
package dendro.chaos;
