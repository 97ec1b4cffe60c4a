import type { Json } from './json-types';

type Reviver = (key: string, value: unknown, context?: { source?: string }) => unknown;
const parseWithSource = JSON.parse as (text: string, reviver: Reviver) => Json;

/** Where a number may have more digits than a double keeps, or digits after the point that count. */
const EXACT = [/"types":\[[^\]]*"(?:decimal|integer|edn)"/, /"(?:changes|entity)":/, /[[,:]-?\d{16,}/];

/**
 * JSON as it was sent: a number that a double would change (`1337.00`, more than 53 bits) stays the text
 * of its digits. Browsers without access to the source of a number give the double.
 */
export function parseExactly(text: string): Json {
  if (!EXACT.some((pattern) => pattern.test(text))) return JSON.parse(text) as Json;
  return parseWithSource(text, (_key, value, context) => asSent(value, context?.source));
}

/** A value, or the text that it was sent as if it is a number that does not say all of it. */
export function asSent(value: unknown, source: string | undefined): unknown {
  if (typeof value !== 'number' || source === undefined) return value;
  return String(value) === source ? value : source;
}
