/**
 * The model-service: messages that ask for a score in, scores out. {@link dendro.modelservice.ModelService} wires it
 * together and reads as a table of contents: which version of a model is in charge ({@code model}), from messages to
 * scores ({@code scoring}), Kafka around it ({@code kafka}), whether what is scored still looks like what was trained on
 * ({@code drift}), single scores over HTTP ({@code scores}) and the model repository from the command line
 * ({@code repository}). How all of it is configured is checked before it starts ({@code configuration}).
 */
package dendro.modelservice;
