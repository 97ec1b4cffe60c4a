/** What is known of each request, from its arrival until its answer has been sent; the audit log is written from it. */
package dendro.queryservice.request;
