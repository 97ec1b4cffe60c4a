/**
 * Everything that can go wrong and be someone's business: one stable type, one sentence a person
 * can act on, and where it happened. Parsers and engines throw it; rows of a batch carry it as a
 * value; the HTTP services render it as RFC 9457 problem JSON; Kafka headers carry its type.
 */
package dendro.problem;
