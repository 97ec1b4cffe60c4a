/**
 * The model-service: messages that ask for a score in, scores out. {@link dendro.modelservice.ModelService} wires it
 * together and reads as a table of contents: the model in charge ({@code model}), from messages to scores
 * ({@code scoring}), and Kafka around it ({@code kafka}).
 */
package dendro.modelservice;
