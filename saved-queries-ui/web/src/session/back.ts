/** Where the page to sign in at is; elsewhere it stands in the place of what one may not see yet. */
export const SIGN_IN = '/sign-in';

/**
 * Where somebody goes on after signing in. Whoever makes a link decides what stands in it, so only a path within the page
 * is taken: browsers read `//` and `/\` as the beginning of another site.
 */
export function back(wanted: string | null): string {
  if (wanted === null || !/^\/(?!\/)[!#-[\]-~]*$/.test(wanted) || wanted.startsWith('/api/')) return '/';
  return wanted.startsWith(SIGN_IN) ? '/' : wanted;
}

/** Where one is, as long as it is not the page to sign in at itself; there it is where one was before. */
export function whereOneIs({ pathname, search }: { pathname: string; search: string }): string {
  return pathname === SIGN_IN ? back(new URLSearchParams(search).get('return')) : back(`${pathname}${search}`);
}

/** The address that leads to the provider and from there back. */
export function providerAddress(returnTo: string): string {
  return `/api/session/oidc?return=${encodeURIComponent(returnTo)}`;
}
