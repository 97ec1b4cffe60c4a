import type { Json } from '../api/json-types';
import type { Values } from '../parameters/declaration';
import type { Cursor } from '../time/cursor';

/** What the address of a query says beside which query it is. */
export interface QueryLink {
  version: number | null;
  parameters: Values;
  cursor: Cursor;
}

/** The state of a navigation to a query that has just been saved from the page where one is. */
export const SAVED_HERE = 'saved-here';

const PARAMETER = 'p.';

/** `?version=3&p.city=Richmond&at=2014-11-15T00:00:00.000Z`, in this order, so that equal links are equal texts. */
export function writeLink(link: QueryLink): string {
  const search = new URLSearchParams();
  if (link.version !== null) search.set('version', String(link.version));
  for (const name of Object.keys(link.parameters).toSorted()) {
    search.set(PARAMETER + name, writeValue(link.parameters[name] ?? null));
  }
  if (link.cursor !== null) search.set('at', writeValue(link.cursor));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

export function readLink(search: URLSearchParams): QueryLink {
  const parameters: Values = {};
  for (const [name, text] of search) {
    if (name.startsWith(PARAMETER)) parameters[name.slice(PARAMETER.length)] = readValue(text);
  }
  const version = Number(search.get('version'));
  const at = search.get('at');
  return {
    version: Number.isInteger(version) && version > 0 ? version : null,
    parameters,
    cursor: at === null ? null : readCursor(readValue(at)),
  };
}

/** Text stands as it is unless it reads like JSON of something else. */
function writeValue(value: Json): string {
  if (typeof value === 'string' && json(value) === undefined) return value;
  return JSON.stringify(value);
}

function readValue(text: string): Json {
  const value = json(text);
  return value === undefined ? text : value;
}

function json(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function readCursor(value: Json): Cursor {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const points = Object.entries(value).filter((entry): entry is [string, string | number] =>
    ['string', 'number'].includes(typeof entry[1]),
  );
  return points.length === 0 ? null : Object.fromEntries(points);
}
