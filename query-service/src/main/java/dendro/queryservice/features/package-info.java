/** Feature rows over HTTP, each as of its own timestamp. */
package dendro.queryservice.features;
