/**
 * What a person sees: numbered {@link dendro.demo.console.Steps} with a {@link dendro.demo.console.ProgressBar},
 * on a {@link dendro.demo.console.Screen} that redraws one line on a terminal and writes plain lines elsewhere.
 */
package dendro.demo.console;
