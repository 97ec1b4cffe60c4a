/**
 * Child processes with an owner. A {@link dendro.demo.process.JavaProgram} says what to run;
 * {@link dendro.demo.process.Processes} starts programs, waits until they are ready, notices when one dies,
 * and ends them all in reverse order. Children outlive their owner in no way: Ctrl-C reaches the owner
 * alone, and {@link dendro.process.EndsWithParent} ends a child whose owner was killed outright.
 */
package dendro.demo.process;
