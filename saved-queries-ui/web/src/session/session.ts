import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { session, type DemoRole, type Person, type Session } from '../api/session';

export function useSession() {
  return useQuery({ queryKey: ['session'], queryFn: ({ signal }) => session.read(signal), staleTime: 60_000 });
}

/** Who is signed in; pages are only shown to somebody. */
export function usePerson(): Person {
  return useSession().data?.person ?? { name: '', roles: [], teams: [] };
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (as: { token: string } | { role: DemoRole }) =>
      'token' in as ? session.signIn(as.token) : session.choose(as.role),
    // What another person was shown is not for this one.
    onSuccess: () => client.resetQueries(),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: session.signOut,
    onSuccess: () => {
      client.setQueryData<Session>(['session'], (before) => ({
        person: null,
        demo: before?.demo ?? false,
        provider: before?.provider ?? null,
      }));
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
  });
}
