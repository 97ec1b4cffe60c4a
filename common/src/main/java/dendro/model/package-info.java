/**
 * The model repository: a directory of model versions, each with the blackbox, what it was made from and how
 * well it does, and the aliases that say which version scores. Versions are never changed once published;
 * what changes is where an alias points, and each such change is kept.
 */
package dendro.model;
