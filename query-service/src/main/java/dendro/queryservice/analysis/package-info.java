/**
 * Analysis in a process of its own. A {@link dendro.queryservice.analysis.AnalysisProcess} is the same service on the same
 * configuration with a heap of its own; an {@link dendro.queryservice.analysis.AnalysisProxy} passes on to it what analysts
 * and trainers ask. Memory is the one thing that a JVM cannot divide: whoever fills a heap makes everybody in it wait for
 * the garbage collector.
 */
package dendro.queryservice.analysis;
