import type { Json } from '../api/json-types';
import type { ColumnType, Row } from '../api/runs';
import { cellText } from './cell';

export interface Order {
  column: number;
  descending: boolean;
}

const NUMBERS: ReadonlySet<ColumnType> = new Set(['long', 'double', 'decimal', 'integer']);
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export function isNumeric(type: ColumnType | undefined): boolean {
  return type !== undefined && NUMBERS.has(type);
}

/** A number however it was sent: as such, or as the text of its digits. */
export function numberOf(value: Json | undefined): number {
  if (typeof value === 'number') return value;
  if (value === 'Infinity' || value === '-Infinity') return Number(value);
  return typeof value === 'string' && value !== '' && value !== 'NaN' ? Number(value) : Number.NaN;
}

/**
 * The positions of the rows in order. Missing values come last either way; rows that are equal stay in the order they came.
 */
export function orderRows(
  rows: readonly Row[],
  shown: readonly number[],
  types: readonly ColumnType[],
  order: Order | null,
): readonly number[] {
  if (order === null) return shown;
  const { column, descending } = order;
  const compare = isNumeric(types[column]) ? numbers : words;
  const sign = descending ? -1 : 1;
  const keys = new Map(shown.map((at) => [at, compare.key(rows[at]?.[column])]));
  return shown.toSorted((a, b) => {
    const left = keys.get(a) ?? null;
    const right = keys.get(b) ?? null;
    if (left === null || right === null) return left === right ? a - b : left === null ? 1 : -1;
    return sign * compare.compare(left, right) || a - b;
  });
}

type Key = number | string | null;

const numbers = {
  key: (value: Json | undefined): Key => {
    const number = numberOf(value);
    return Number.isNaN(number) ? null : number;
  },
  compare: (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0),
};

const words = {
  key: (value: Json | undefined): Key => (value === null || value === undefined ? null : cellText(value)),
  compare: (a: number | string, b: number | string) => collator.compare(String(a), String(b)),
};
