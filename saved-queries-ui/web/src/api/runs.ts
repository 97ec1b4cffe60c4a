import type { Declaration, Values } from '../parameters/declaration';
import type { Chart } from '../charts/chart';
import type { Cursor, ResolvedCursor } from '../time/cursor';
import { wholeShared } from './absent';
import { call, get, search } from './client';
import type { Json } from './json-types';
import type { Problem } from './problem';
import type { ProcedureUse } from './queries';

export type RunKind = 'run' | 'reproduce' | 'redo' | 'schedule' | 'evolution';
export type Outcome = 'running' | 'answered' | 'failed' | 'cancelled' | 'lost';

export interface Run {
  id: string;
  query: string | null;
  version: number | null;
  'query-name': string | null;
  person: string;
  kind: RunKind;
  of: string | null;
  text: string;
  parameters: Values;
  cursor: Cursor;
  'resolved-cursor': ResolvedCursor | null;
  rows: number | null;
  digest: string | null;
  'started-at': string;
  'elapsed-ms': number | null;
  outcome: Outcome;
  problem: Problem | null;
  kept: boolean;
}

export type ColumnType =
  | 'long'
  | 'double'
  | 'decimal'
  | 'integer'
  | 'boolean'
  | 'text'
  | 'keyword'
  | 'instant'
  | 'uuid'
  | 'uri'
  | 'bytes'
  | 'edn'
  | 'nothing';

export type Row = Json[];

export interface Rows {
  columns: string[];
  types: ColumnType[];
  rows: Row[];
  'row-count': number;
}

export interface Answer extends Rows {
  run: Run;
  cursor: ResolvedCursor;
  digest: string;
  warnings: (string | { [member: string]: Json })[];
  'elapsed-ms': number;
}

/**
 * What to run: a saved version as it is (`text` null), or a text that is not saved, with what its
 * parameters are and the rules and sources it needs.
 */
export interface Request {
  run: string;
  query: string | null;
  version: number | null;
  text: string | null;
  declarations?: Declaration[];
  procedures?: ProcedureUse[];
  sources?: { [name: string]: Json } | null;
  parameters: Values;
  cursor: Cursor;
  limit?: number;
  'allow-cartesian'?: boolean;
}

export interface Comparison {
  columns: string[];
  types?: ColumnType[];
  'only-in-a': Row[];
  'only-in-b': Row[];
  'in-both': number;
  truncated: boolean;
}

export interface Reproduction {
  run: Run;
  identical: boolean;
  reasons: string[];
  difference: Comparison | null;
  answer: Answer | null;
}

export interface EvolutionPoint {
  'as-of': string;
  cursor?: ResolvedCursor;
  rows?: Row[];
  'row-count'?: number;
  digest?: string;
  problem?: Problem;
}

export interface Evolution {
  columns: string[];
  types: ColumnType[];
  points: EvolutionPoint[];
  warnings: string[];
  'elapsed-ms': number;
}

/** What a read-only link leads to. */
export interface Shared {
  query: { name: string; description: string; version: number; text: string; chart: Chart | null };
  parameters: Values;
  cursor: Cursor;
  expires: string;
  run: { 'started-at': string } | null;
  result: Answer | null;
}

export type Format = 'csv' | 'arrow' | 'edn';

const one = (id: string) => `/api/runs/${encodeURIComponent(id)}`;

export const runs = {
  start: (request: Request, signal?: AbortSignal) => call<Answer>('POST', '/api/runs', request, signal),
  cancel: (id: string) => call<void>('DELETE', one(id)),
  list: (
    of: { query?: string; person?: string; outcome?: Outcome | ''; limit?: number; offset?: number },
    signal?: AbortSignal,
  ) => get<{ total: number; runs: Run[] }>(`/api/runs${search({ ...of })}`, signal),
  read: (id: string, signal?: AbortSignal) => get<Run>(one(id), signal),
  result: (id: string, signal?: AbortSignal) => get<Answer>(`${one(id)}/result`, signal),
  reproduce: (id: string) => call<Reproduction>('POST', `${one(id)}/reproduce`),
  redo: (id: string) => call<Answer>('POST', `${one(id)}/redo`),
  compare: (a: string, b: string, signal?: AbortSignal) =>
    get<Comparison>(`${one(a)}/compare/${encodeURIComponent(b)}`, signal),
  download: (id: string, format: Format, spreadsheet: boolean) =>
    `${one(id)}/download${search({ format, spreadsheet })}`,
  evolution: (of: Omit<Request, 'cursor'>, from: string, to: string, step: string) =>
    call<Evolution>('POST', '/api/evolution', { ...of, from, to, step }),
  shared: async (token: string, signal?: AbortSignal) =>
    wholeShared(await get<Shared>(`/api/shared/${encodeURIComponent(token)}`, signal)),
};
