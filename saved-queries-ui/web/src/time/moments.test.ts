import { expect, test } from 'vitest';
import { absoluteTime, duration, relativeTime } from './moments';

const now = Date.parse('2014-11-15T12:00:00Z');

test.each([
  ['2014-11-15T11:59:40Z', 'now'],
  ['2014-11-15T11:57:00Z', '3 minutes ago'],
  ['2014-11-14T11:00:00Z', 'yesterday'],
  ['2014-10-30T12:00:00Z', '2 weeks ago'],
  ['2012-11-01T12:00:00Z', '2 years ago'],
  ['2014-11-15T14:00:00Z', 'in 2 hours'],
])('%s is %s', (instant, words) => {
  expect(relativeTime(instant, now)).toBe(words);
});

test('an instant is shown in UTC, with its milliseconds if it has any', () => {
  expect(absoluteTime('2014-11-15T13:37:42.108+01:00')).toBe('2014-11-15 12:37:42.108 UTC');
  expect(absoluteTime('2014-11-15T13:37:42Z')).toBe('2014-11-15 13:37:42 UTC');
});

test.each([
  [0.2, '< 1 ms'],
  [840, '840 ms'],
  [3200, '3.2 s'],
  [125_000, '2 min 5 s'],
])('%d ms is %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});
