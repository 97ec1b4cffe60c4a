/**
 * Whether what a version scores still looks like what it was trained on: each scored message is sorted into the bins
 * stored with the version, the counts of the last day are compared with those of the training rows, and the comparison
 * is told over HTTP and to Prometheus.
 */
package dendro.modelservice.drift;
