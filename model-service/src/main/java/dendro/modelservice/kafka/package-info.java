/**
 * The rim: messages are read from Kafka, their scores and dead letters written to it, and how far was read committed,
 * all in one Kafka transaction a batch. Each message is scored exactly once, also across a crash.
 *
 * <p>{@link dendro.modelservice.kafka.ScoringLoop} owns the one thread. It works in sessions, each with a consumer and
 * a producer of its own: whatever goes wrong within Kafka ends the session, and the next one aborts what was left open
 * and begins at the committed offsets. What goes wrong outside Kafka (the query-service is away) keeps the session: the
 * batch is read again after a pause.
 */
package dendro.modelservice.kafka;
