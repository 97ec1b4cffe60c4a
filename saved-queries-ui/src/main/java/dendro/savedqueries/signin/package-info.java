/**
 * Signing in with an OpenID provider: the authorization code flow with PKCE, run by the service so that no token ever is in
 * the page's reach. What a provider gives is shown to the query-service, which alone decides who somebody is; from then on
 * people are as those who signed in with a token.
 *
 * <p>What a sign-in must remember until the provider sends its person back ({@link dendro.savedqueries.signin.Attempt}) is in a
 * cookie of that browser and not in memory: any instance may be the one that they come back to.
 */
package dendro.savedqueries.signin;
