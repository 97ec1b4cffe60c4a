/**
 * What the HTTP server of every service needs before it serves anything: {@link dendro.httpserver.SoundServer} sees to it that
 * no answer gets lost or mixed up with what another client sent, however a request is refused.
 */
package dendro.httpserver;
