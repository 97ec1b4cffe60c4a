/**
 * How much what is scored differs from what was trained on: the training rows in bins, stored with the model, the
 * scored ones in the same bins, and one number that compares the two.
 */
package dendro.drift;
