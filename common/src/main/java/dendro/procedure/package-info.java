/**
 * What queries may call beside Datomic's own: functions in Java and Datalog rules, each with a name, parameters, a
 * sentence and an example. Some come with Dendro; others are found on the class path or in a file of rules.
 *
 * <p>{@link dendro.procedure.Procedures} puts them together and makes the guard that admits exactly their names.
 */
package dendro.procedure;
