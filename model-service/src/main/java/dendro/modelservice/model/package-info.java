/** Which version of which model scores: aliases are followed, and what is known of a version is told. */
package dendro.modelservice.model;
