import { expect, test } from 'vitest';
import { dayOf, everyDay } from './days';

test('an instant has its day by the clocks of the zone', () => {
  const instant = Date.parse('2014-11-15T01:30:00Z');
  expect(dayOf(instant, 'UTC')).toBe('2014-11-15');
  expect(dayOf(instant, 'America/Sao_Paulo')).toBe('2014-11-14');
});

test('days on which nothing happened are there with nothing', () => {
  const counted = [
    { day: '2014-10-31', runs: 3 },
    { day: '2014-11-02', runs: 5 },
  ];
  expect(everyDay(counted, '2014-10-30', '2014-11-02', { runs: 0 })).toEqual([
    { day: '2014-10-30', runs: 0 },
    { day: '2014-10-31', runs: 3 },
    { day: '2014-11-01', runs: 0 },
    { day: '2014-11-02', runs: 5 },
  ]);
});
