/** What commands that people type have in common. */
package dendro.modelservice.command;
