/** What those who run the service see on its admin port: Prometheus's text, and whether it lives and is ready. */
package dendro.queryservice.monitoring;
