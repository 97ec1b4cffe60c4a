/** What databases there are, whether they can be read, and what their schemas hold. */
package dendro.queryservice.databases;
