/** What is wrong, told over HTTP as problem JSON. */
package dendro.modelservice.problem;
