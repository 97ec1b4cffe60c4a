/** A small world of real parts for the tests: two databases, a query-service, a broker and a published model. */
package dendro.modelservice.world;
