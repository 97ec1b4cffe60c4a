/** Datalog over HTTP: JSON to arguments, answers to JSON. */
package dendro.queryservice.query;
