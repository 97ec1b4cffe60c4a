/**
 * References between databases: declared once, in the configuration, since the databases themselves know nothing of each
 * other; checked against the schemas; and followed from an entity in both directions.
 */
package dendro.queryservice.references;
