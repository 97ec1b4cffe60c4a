import type { Json } from '../api/json-types';

/** A value as a cell shows and copies it. */
export function cellText(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
