import { expect, test } from 'vitest';
import { flatRange, xRange } from './ranges';

const NOON = 1_388_577_600;

test('a single moment stands in the middle of a day', () => {
  expect(xRange({ scale: 'time', x: [NOON], labels: [] })).toEqual([NOON - 43_200, NOON + 43_200]);
  expect(xRange({ scale: 'time', x: [NOON, NOON], labels: [] })).toEqual([NOON - 43_200, NOON + 43_200]);
});

test.each([
  [0, -1, 1],
  [5, 4, 6],
  [-2000, -2200, -1800],
])('a single number %d stands in the middle of its neighbourhood', (value, least, most) => {
  expect(xRange({ scale: 'number', x: [value], labels: [] })).toEqual([least, most]);
});

test('several moments or numbers are shown from the first to the last', () => {
  expect(xRange({ scale: 'time', x: [NOON, NOON + 1], labels: [] })).toBeUndefined();
  expect(xRange({ scale: 'number', x: [], labels: [] })).toBeUndefined();
});

test('labels have room on both sides, a single one too', () => {
  expect(xRange({ scale: 'label', x: [0], labels: ['a'] })).toEqual([-0.6, 0.6]);
  expect(xRange({ scale: 'label', x: [0, 1, 2], labels: ['a', 'b', 'c'] })).toEqual([-0.6, 2.6]);
});

test('values that are all the same are in the middle, with zero in sight', () => {
  expect(flatRange(0)).toEqual([-1, 1]);
  expect(flatRange(1337)).toEqual([0, 2674]);
  expect(flatRange(-3)).toEqual([-6, 0]);
});
