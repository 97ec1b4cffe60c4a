/** The model in charge: which version of which model scores, and what is known of it. */
package dendro.modelservice.model;
