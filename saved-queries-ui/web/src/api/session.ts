import { call, get } from './client';

export interface Person {
  name: string;
  roles: string[];
  teams: string[];
}

export interface Session {
  person: Person | null;
  demo: boolean;
  /** The name of the OpenID provider that one may sign in with, if there is one. */
  provider: string | null;
}

export const demoRoles = ['analyst', 'engineer', 'data-scientist'] as const;
export type DemoRole = (typeof demoRoles)[number];

export const session = {
  read: (signal?: AbortSignal) => get<Session>('/api/session', signal),
  signIn: (token: string) => call<Session>('POST', '/api/session', { token }),
  choose: (role: DemoRole) => call<Session>('POST', '/api/session', { role }),
  signOut: () => call<void>('DELETE', '/api/session'),
};
