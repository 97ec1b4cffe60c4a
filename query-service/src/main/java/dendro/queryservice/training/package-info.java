/** Shards of training sets, streamed over HTTP. */
package dendro.queryservice.training;
