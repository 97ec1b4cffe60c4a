/** What queries may call, listed. */
package dendro.queryservice.procedures;
