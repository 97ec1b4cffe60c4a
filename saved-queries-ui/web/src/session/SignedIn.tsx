import { Navigate, useLocation } from 'react-router';
import { whereOneIs } from './back';

/** Whoever is signed in has nothing to do at the page to sign in at. */
export function SignedIn() {
  return <Navigate to={whereOneIs(useLocation())} replace />;
}
