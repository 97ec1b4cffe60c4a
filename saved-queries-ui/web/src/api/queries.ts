import type { Declaration, Values } from '../parameters/declaration';
import type { Chart } from '../charts/chart';
import type { Cursor } from '../time/cursor';
import { wholeHead, wholeQuery, wholeSummary, wholeVersion } from './absent';
import { call, get, search } from './client';
import type { Json } from './json-types';

export interface Usage {
  runs: number;
  people: number;
  'last-run': string | null;
  'median-ms': number | null;
  failures: number;
}

export interface Origin {
  query: string;
  version: number;
  name: string;
}

export interface Summary {
  id: string;
  name: string;
  description: string;
  tags: string[];
  team: string | null;
  owner: string;
  version: number;
  'created-at': string;
  'changed-at': string;
  favourite: boolean;
  stale: boolean;
  archived?: boolean;
  'fork-of': string | null;
  usage: Usage;
}

export interface ProcedureUse {
  name: string;
  version: number;
}

/** What is run: the part of a saved query that decides about its answer, and how it is drawn. */
export interface Content {
  text: string;
  parameters: Declaration[];
  chart: Chart | null;
  procedures: ProcedureUse[];
  sources: { [name: string]: Json } | null;
}

/** All that a person can change and a version keeps. */
export interface Draft extends Content {
  name: string;
  description: string;
  tags: string[];
  team: string | null;
}

export interface SavedQuery extends Summary {
  content: Content;
  origin: Origin | null;
  'may-change': boolean;
}

export interface VersionHead {
  version: number;
  'saved-at': string;
  'saved-by': string;
  note: string | null;
  name: string;
}

export interface Version extends VersionHead, Draft {}

export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
  'from-line'?: number | null;
  'to-line'?: number | null;
}

export interface Diff {
  fields: { field: string; from: Json; to: Json }[];
  lines: DiffLine[];
}

export interface Listing {
  text?: string;
  tag?: string;
  team?: string;
  owner?: string;
  favourite?: boolean;
  stale?: boolean;
  archived?: boolean;
  order?: 'use' | 'name' | 'changed' | 'relevance';
  limit?: number;
  offset?: number;
}

export interface Link {
  id?: string;
  path: string;
  expires: string;
}

const one = (id: string) => `/api/queries/${encodeURIComponent(id)}`;

export const queries = {
  list: async (listing: Listing, signal?: AbortSignal) => {
    const found = await get<{ total: number; queries: Summary[] }>(`/api/queries${search({ ...listing })}`, signal);
    return { ...found, queries: found.queries.map(wholeSummary) };
  },
  read: async (id: string, signal?: AbortSignal) => wholeQuery(await get<SavedQuery>(one(id), signal)),
  create: async (draft: Draft, note: string) =>
    wholeQuery(await call<SavedQuery>('POST', '/api/queries', { ...draft, note })),
  save: async (id: string, basedOn: number, draft: Draft, note: string) =>
    wholeQuery(await call<SavedQuery>('POST', `${one(id)}/versions`, { 'based-on': basedOn, ...draft, note })),
  versions: async (id: string, signal?: AbortSignal) =>
    (await get<VersionHead[]>(`${one(id)}/versions`, signal)).map(wholeHead),
  version: async (id: string, version: number, signal?: AbortSignal) =>
    wholeVersion(await get<Version>(`${one(id)}/versions/${version}`, signal)),
  diff: (id: string, from: number, to: number, signal?: AbortSignal) =>
    get<Diff>(`${one(id)}/diff${search({ from, to })}`, signal),
  revert: async (id: string, to: number, basedOn: number, note: string) =>
    wholeQuery(await call<SavedQuery>('POST', `${one(id)}/revert`, { to, 'based-on': basedOn, note })),
  fork: async (id: string, name: string) => wholeQuery(await call<SavedQuery>('POST', `${one(id)}/fork`, { name })),
  favourite: (id: string, yes: boolean) => call<void>(yes ? 'PUT' : 'DELETE', `${one(id)}/favourite`),
  archive: (id: string, yes: boolean) => call<void>(yes ? 'PUT' : 'DELETE', `${one(id)}/archived`),
  share: (id: string, version: number, parameters: Values, cursor: Cursor, days: number) =>
    call<Link>('POST', `${one(id)}/links`, { version, parameters, cursor, days }),
  unshare: (link: string) => call<void>('DELETE', `/api/links/${encodeURIComponent(link)}`),
};
