import { describe, expect, test } from 'vitest';
import { choicesOf, chosenValues, declarationsFor, parseValue, showValue } from './values';

describe('a typed value', () => {
  test.each([
    ['number', '108', 108],
    ['number', ' -0.05 ', -0.05],
    ['text', ' as it is ', ' as it is '],
    ['keyword', 'status/late', ':status/late'],
    ['keyword', ':late', ':late'],
    ['instant', '2014-11-15', '2014-11-15T00:00:00.000Z'],
    ['instant', '2014-11-15 13:37', '2014-11-15T13:37:00.000Z'],
    ['instant', '2014-11-15T13:37:42.108+01:00', '2014-11-15T12:37:42.108Z'],
    ['boolean', 'false', false],
    ['edn', '[:a 1]', '[:a 1]'],
  ] as const)('%s %j is %j', (type, typed, value) => {
    expect(parseValue({ type }, typed)).toEqual({ ok: true, value });
  });

  test.each([
    ['number', '1,5'],
    ['number', ''],
    ['number', 'NaN'],
    ['keyword', 'a b'],
    ['keyword', ':a/b/c'],
    ['instant', '15.11.2014'],
    ['instant', '2014-13-01'],
    ['boolean', 'yes'],
    ['edn', ' '],
  ] as const)('%s %j is refused', (type, typed) => {
    expect(parseValue({ type }, typed).ok).toBe(false);
  });

  test('a list has an item a line, each of its type', () => {
    expect(parseValue({ type: 'list', of: 'number' }, '1\n\n 2 ')).toEqual({ ok: true, value: [1, 2] });
    expect(parseValue({ type: 'list', of: 'number' }, '1\ntwo').ok).toBe(false);
  });

  test('a choice is one of the choices, of its own type', () => {
    expect(parseValue({ type: 'choice', choices: [1, 2] }, '2')).toEqual({ ok: true, value: 2 });
    expect(parseValue({ type: 'choice', choices: ['a'] }, 'b').ok).toBe(false);
  });

  test.each([[[1, 2]], ['text'], [true], [12.5]])('%j is shown as it is typed', (value) => {
    const type = Array.isArray(value)
      ? 'list'
      : typeof value === 'string'
        ? 'text'
        : typeof value === 'number'
          ? 'number'
          : 'boolean';
    expect(parseValue({ type, of: 'number' }, showValue(value))).toEqual({ ok: true, value });
  });
});

test('what is chosen comes before the default; what has neither is missing', () => {
  const declarations = [
    { name: 'a', type: 'text' as const, default: 'x' },
    { name: 'b', type: 'number' as const, default: 0 },
    { name: 'c', type: 'text' as const },
  ];
  expect(chosenValues(declarations, { a: 'y', other: 1 })).toEqual({ values: { a: 'y', b: 0 }, missing: ['c'] });
});

test('choices have the type that they are sent as', () => {
  expect(choicesOf('1\n 2.5 \n\n', 'decimal')).toEqual([1, 2.5]);
  expect(choicesOf('late\n:paid', 'keyword')).toEqual([':late', ':paid']);
  expect(choicesOf('1', null)).toEqual(['1']);
});

test('declarations follow :in, and known ones are kept', () => {
  const known = [
    { name: 'city', type: 'choice' as const, choices: ['Richmond'] },
    { name: 'gone', type: 'text' as const },
  ];
  const declared = declarationsFor('[:find ?x :in $ ?since ?city [?id ...] :where [?x]]', known);
  expect(declared).toEqual([{ name: 'since', type: 'instant' }, known[0], { name: 'id', type: 'list', of: 'text' }]);
});
