import type { ResolvedCursor } from '../time/cursor';
import { get, search } from './client';
import type { Json } from './json-types';
import type { Problem } from './problem';

export interface Attribute {
  attribute: string;
  type: string;
  cardinality: 'one' | 'many';
  indexed: boolean;
  unique?: 'identity' | 'value';
  'no-history'?: boolean;
  documentation?: string;
  datoms?: number;
  /** Whoever asks may not see its values. */
  private?: boolean;
}

export interface Database {
  name: string;
  mode: string;
  healthy?: boolean;
  'basis-t'?: number;
  attributes?: Attribute[];
  problem?: Problem;
}

export interface End {
  database: string;
  attribute: string;
}

export interface Reference {
  from: End;
  to: End;
  problem?: string;
  'problem-backwards'?: string;
}

export interface Schema {
  databases: Database[];
  references: Reference[];
}

export interface EntityLink {
  database: string;
  attribute?: string;
  value?: Json;
  entity?: number;
  path?: string;
  found?: boolean;
}

export interface EntityLinks {
  by: string;
  database: string;
  more?: boolean;
  links?: EntityLink[];
  problem?: Problem | string;
}

export interface Entity {
  entity: { [attribute: string]: Json };
  'refers-to': EntityLinks[];
  'referred-to-by': EntityLinks[];
  cursor: ResolvedCursor;
}

export interface Change {
  attribute: string;
  value: Json;
  added: boolean;
  t: number;
  instant: string;
}

/** An entity, by a unique attribute or by its id, as of an instant, a `t`, or now. */
export type EntityName = { database: string; asOf?: string } & (
  { attribute: string; value: string } | { entity: number }
);

interface Transactions {
  transactions: { t: number; instant: string }[];
}

function entityPath(name: EntityName, below: string): string {
  const which =
    'entity' in name ? { entity: name.entity } : { attribute: name.attribute.replace(/^:/, ''), value: name.value };
  const when = below === '' ? { 'as-of': name.asOf } : {};
  return `/api/v1/databases/${encodeURIComponent(name.database)}/entity${below}${search({ ...which, ...when })}`;
}

/** What somebody may ask about: an attribute that is private to others is of no use to them. */
function visible(all: Schema): Schema {
  const databases = all.databases.map((database) =>
    database.attributes === undefined
      ? database
      : { ...database, attributes: database.attributes.filter((each) => each.private !== true) },
  );
  return { ...all, databases };
}

export const schema = {
  read: async (signal?: AbortSignal) => visible(await get<Schema>('/api/v1/schema', signal)),
  entity: (name: EntityName, signal?: AbortSignal) => get<Entity>(entityPath(name, ''), signal),
  history: (name: EntityName, signal?: AbortSignal) =>
    get<{ changes: Change[]; cursor: ResolvedCursor }>(entityPath(name, '/history'), signal),
  /** The instant of a transaction. */
  instantOf: async (database: string, t: number, signal?: AbortSignal): Promise<string | undefined> => {
    const path = `/api/v1/databases/${encodeURIComponent(database)}/transactions${search({ from: t, limit: 1 })}`;
    return (await get<Transactions>(path, signal)).transactions[0]?.instant;
  },
};
