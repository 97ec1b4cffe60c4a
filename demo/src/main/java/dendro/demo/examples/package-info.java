/** The saved queries that the demo comes with. */
package dendro.demo.examples;
