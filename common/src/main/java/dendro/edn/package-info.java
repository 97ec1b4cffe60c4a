/** Reading EDN text as data, never as code: the edge at which queries, rules, feature sets and seeds come in. */
package dendro.edn;
