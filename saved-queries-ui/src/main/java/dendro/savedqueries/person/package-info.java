/**
 * Who asks. The query-service decides who somebody is: a token is shown to it, and its answer remembered for a minute. Nothing
 * secret is kept here; the cookie of a session is the token itself, or in demo mode the role that was chosen.
 */
package dendro.savedqueries.person;
