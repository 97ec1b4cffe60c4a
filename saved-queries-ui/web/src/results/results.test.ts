import { describe, expect, test } from 'vitest';
import { asSent } from '../api/json';
import type { Row } from '../api/runs';
import { asTabbedText } from './copy';
import { filterRows, noFilter } from './filter';
import { orderRows } from './order';

const rows: Row[] = [
  ['b', 10, '9.50'],
  ['a', null, '10.00'],
  ['a', 9, null],
  ['Ä10', -1, '-3'],
];
const types = ['text', 'long', 'decimal'] as const;
const all = rows.map((_, at) => at);

describe('rows in order', () => {
  test('of a column of numbers go by size, missing values last', () => {
    expect(orderRows(rows, all, types, { column: 1, descending: false })).toEqual([3, 2, 0, 1]);
    expect(orderRows(rows, all, types, { column: 1, descending: true })).toEqual([0, 2, 3, 1]);
  });
  test('of decimals go by size though they are sent as text', () => {
    expect(orderRows(rows, all, types, { column: 2, descending: false })).toEqual([3, 0, 1, 2]);
  });
  test('that are equal stay as they came', () => {
    expect(orderRows(rows, all, types, { column: 0, descending: false })).toEqual([1, 2, 3, 0]);
  });
  test('without an order are as they came', () => {
    expect(orderRows(rows, [2, 0], types, null)).toEqual([2, 0]);
  });
  test('are quick though there are many', () => {
    const many: Row[] = Array.from({ length: 100_000 }, (_, at) => [(at * 7919) % 100_003]);
    const ordered = orderRows(
      many,
      many.map((_, at) => at),
      ['long'],
      { column: 0, descending: false },
    );
    expect(many[ordered[0] ?? -1]?.[0]).toBe(0);
  });
});

describe('a filter', () => {
  test('looks into every column', () => {
    expect(filterRows(rows, types, { any: 'A', columns: {} })).toEqual([1, 2]);
    expect(filterRows(rows, types, noFilter)).toEqual(all);
  });
  test.each([
    ['> 9', [0]],
    ['>=9', [0, 2]],
    ['-1..9', [2, 3]],
    ['= 10', [0]],
    ['1', [0, 3]],
  ])('of numbers understands %j', (typed, expected) => {
    expect(filterRows(rows, types, { any: '', columns: { 1: typed } })).toEqual(expected);
  });
});

test('copied cells hold no tabs of their own', () => {
  expect(asTabbedText(['x', 'y'], [['a\tb\nc', null]], [0])).toBe('x\ty\na b c\t');
});

test.each([
  [1337, '1337.00', '1337.00'],
  [9007199254740992, '9007199254740993', '9007199254740993'],
  [1.5, '1.5', 1.5],
  [7, '7', 7],
  [7, undefined, 7],
  ['7', '"7"', '7'],
])('%s sent as %s is kept as %s', (value, source, kept) => {
  expect(asSent(value, source)).toBe(kept);
});
