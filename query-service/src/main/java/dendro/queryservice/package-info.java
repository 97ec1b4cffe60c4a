/**
 * The query-service: opens the databases read-only and answers over HTTP as of any point in time. {@link
 * dendro.queryservice.QueryServiceApplication} wires it and reads as its table of contents; each package below is one
 * thing that can be asked for.
 */
package dendro.queryservice;
