/** What keeps a child process from outliving whoever started it. */
package dendro.process;
