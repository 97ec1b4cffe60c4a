/**
 * What is written of a training: {@code evaluation.json} for programs and {@code evaluation.html} for people, from one
 * {@link dendro.trainer.report.Report}. Same report, same bytes.
 *
 * <p>Plots are SVG of our own. The libraries that draw for Java2D turn each letter into outlines of whatever font the
 * machine has, which takes a hundred times the room and cannot follow the reader's dark mode.
 */
package dendro.trainer.report;
