import { expect, test } from 'vitest';
import { suggestions, type Vocabulary } from './suggestions';

const vocabulary: Vocabulary = {
  schema: {
    databases: [
      {
        name: 'customers',
        mode: 'memory',
        attributes: [
          {
            attribute: ':customer/city',
            type: 'string',
            cardinality: 'one',
            indexed: false,
            documentation: 'Where they live',
            datoms: 3022,
          },
        ],
      },
      {
        name: 'bills',
        mode: 'memory',
        attributes: [{ attribute: ':bill/amount', type: 'long', cardinality: 'one', indexed: false }],
      },
    ],
    references: [],
  },
  builtIn: [
    {
      name: 'interest',
      kind: 'function',
      documentation: 'Compound interest',
      example: '[(interest 1000M 0.08M 30) ?interest]',
      parameters: [],
    },
  ],
  saved: [
    {
      name: 'dear',
      version: 2,
      parameters: [],
      documentation: 'Dear bills',
      example: '($bills dear ?bill 100)',
      rules: '',
    },
  ],
  sources: { $h: { database: 'customers', view: 'history' } },
};
const labels = (text: string, word: string) =>
  suggestions(text, text.length - word.length, word, vocabulary).map(({ label }) => label);

test('attributes have type, documentation and count; those of the source of the clause come first', () => {
  const found = suggestions('[:find ?c :where [$bills ?c :', 28, ':', vocabulary);
  expect(found.find(({ label }) => label === ':customer/city')).toMatchObject({
    detail: 'string',
    info: 'Where they live\nin customers, 3,022 datoms',
    boost: 0,
  });
  expect(found.find(({ label }) => label === ':bill/amount')?.boost).toBeGreaterThan(0);
});

test('databases and declared sources follow a dollar', () => {
  expect(labels('[:find ?c :in $', '$')).toEqual(['$h', '$customers', '$bills']);
});

test('variables are those of the query', () => {
  expect(labels('[:find ?city ?c :where [?c :a ?', '?')).toEqual(['?city', '?c']);
});

test('procedures, saved rules and functions are called', () => {
  expect(labels('[(in', 'in')).toEqual(
    expect.arrayContaining(['interest', 'dear', 'get-else', 'count-distinct', 'or-join']),
  );
});
