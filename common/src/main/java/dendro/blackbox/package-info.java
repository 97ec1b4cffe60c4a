/**
 * Trained models as they are used: an {@link dendro.blackbox.Encoder} turns a feature row into a vector of
 * floats, a {@link dendro.blackbox.Blackbox} turns vectors into scores. The encoder is fitted on training rows
 * and stored with the model, so scoring cannot encode differently from training.
 */
package dendro.blackbox;
