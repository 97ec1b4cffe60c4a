/**
 * The demo: everything of Dendro on one machine, started step by step. {@link dendro.demo.Demo} reads the
 * command line, {@link dendro.demo.DemoRun} does the steps and owns what they start,
 * {@link dendro.demo.Summary} is what an unattended run leaves behind.
 */
package dendro.demo;
