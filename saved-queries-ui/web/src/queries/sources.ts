import type { Json } from '../api/json-types';
import type { Content } from '../api/queries';
import { databaseOf } from '../datalog/query';

export const views = ['state', 'history', 'since', 'log'] as const;
export type View = (typeof views)[number];

type Source = { [member: string]: Json };

/** What a source shows, as declared or as its name says. */
export function declaredSource(name: string, sources: Content['sources']): Source {
  const declared = sources?.[name];
  if (declared !== null && typeof declared === 'object' && !Array.isArray(declared)) return declared;
  const database = databaseOf(name, null);
  return database === null ? {} : { database };
}

export function viewOf(source: Source): View {
  if (source['since'] !== undefined) return 'since';
  return source['view'] === 'history' || source['view'] === 'log' ? source['view'] : 'state';
}

/** The sources with one of them changed; what its name says anyhow is not declared. */
export function withSource(name: string, source: Source, sources: Content['sources']): Content['sources'] {
  const { [name]: _before, ...others } = sources ?? {};
  const members = Object.keys(source);
  const plain = members.length === 1 && source['database'] === databaseOf(name, null);
  const after = plain ? others : { ...others, [name]: source };
  return Object.keys(after).length === 0 ? null : after;
}
