/** One entity as of a cursor, and where each of its values came from. */
package dendro.queryservice.entity;
