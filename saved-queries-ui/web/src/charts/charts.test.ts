import { expect, test } from 'vitest';
import type { Rows } from '../api/runs';
import { lineOf, suggestedMeasure } from '../runs/evolution';
import { seriesOf, suggestedChart } from './series';

const rows: Rows = {
  columns: ['at', 'city', 'amount'],
  types: ['instant', 'text', 'decimal'],
  'row-count': 3,
  rows: [
    ['2014-01-02T00:00:00Z', 'b', '2.50'],
    ['2014-01-01T00:00:00Z', 'a', '1'],
    ['2014-01-03T00:00:00Z', 'c', null],
  ],
};

test('a chart is suggested by the types of the columns', () => {
  expect(suggestedChart(rows)).toEqual({ kind: 'line', x: 'at', y: ['amount'] });
  expect(suggestedChart({ columns: ['city', 'n'], types: ['text', 'long'] })).toEqual({
    kind: 'bar',
    x: 'city',
    y: ['n'],
  });
  expect(suggestedChart({ columns: ['n'], types: ['long'] })).toEqual({ kind: 'number', x: 'n', y: ['n'] });
});

test('points are in the order of x, a missing value is a gap', () => {
  expect(seriesOf({ kind: 'line', x: 'at', y: ['amount'] }, rows)).toMatchObject({
    scale: 'time',
    x: [1388534400, 1388620800, 1388707200],
    y: [{ name: 'amount', values: [1, 2.5, null] }],
  });
  expect(seriesOf({ kind: 'bar', x: 'city', y: ['amount'] }, rows)).toMatchObject({
    scale: 'label',
    labels: ['b', 'a', 'c'],
    x: [0, 1, 2],
  });
});

test('a chart of a column that the answer lacks is none', () => {
  expect(seriesOf({ kind: 'line', x: 'gone', y: ['amount'] }, rows)).toBeNull();
});

const point = (day: number, values: number[][]) => ({
  'as-of': `2014-01-0${day}T00:00:00Z`,
  rows: values,
  'row-count': values.length,
  digest: 'd',
});
const of = (points: ReturnType<typeof point>[]) => ({
  columns: ['n'],
  types: ['long' as const],
  points,
  warnings: [],
  'elapsed-ms': 1,
});

test('an evolution follows a single value, else the number of rows', () => {
  expect(suggestedMeasure(of([point(1, [[5]]), point(2, [[7]])]))).toEqual({ kind: 'sum', column: 0 });
  expect(suggestedMeasure(of([point(1, [[5], [6]])]))).toEqual({ kind: 'rows' });
  expect(lineOf(of([point(1, [[5], [6]])]), { kind: 'sum', column: 0 }, 'n').rows).toEqual([
    ['2014-01-01T00:00:00Z', 11],
  ]);
});
