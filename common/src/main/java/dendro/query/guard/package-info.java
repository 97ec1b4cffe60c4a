/** What queries may call: text from a user is code, so only names on a list are admitted. */
package dendro.query.guard;
