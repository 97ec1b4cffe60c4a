/**
 * Who asks, and what they may. Callers show a bearer token that the configuration holds the hash of, or a JWT of an
 * OpenID provider; without either configured, everybody on this machine is {@link dendro.queryservice.caller.Caller
 * anonymous} and nobody else is let in.
 */
package dendro.queryservice.caller;
