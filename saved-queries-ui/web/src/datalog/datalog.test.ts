import { expect, test } from 'vitest';
import type { Schema } from '../api/schema';
import { columnLinks } from './links';
import { placesOf } from './place';
import { inputNames, inputShape, sourceNames } from './query';

const schema: Schema = {
  databases: [
    {
      name: 'customers',
      mode: 'memory',
      attributes: [
        { attribute: ':customer/id', type: 'string', cardinality: 'one', indexed: true, unique: 'identity' },
        { attribute: ':customer/city', type: 'string', cardinality: 'one', indexed: false },
        { attribute: ':customer/friend', type: 'ref', cardinality: 'many', indexed: false },
      ],
    },
    {
      name: 'purchases',
      mode: 'memory',
      attributes: [{ attribute: ':purchase/customer-id', type: 'string', cardinality: 'one', indexed: true }],
    },
  ],
  references: [
    {
      from: { database: 'purchases', attribute: ':purchase/customer-id' },
      to: { database: 'customers', attribute: ':customer/id' },
    },
  ],
};

test('inputs are those that a person gives', () => {
  expect(inputNames('[:find ?x :in $ $customers % ?id [?city ...] [[?a ?b]] ?log :where [?x]]')).toEqual([
    'id',
    'city',
    'a b',
    'log',
  ]);
  expect(inputNames('{:find [?x] :in [$ ?id] :where [[?x :a ?id]]}')).toEqual(['id']);
  expect(inputShape('[:find ?x :in $ [?city ...] :where [?x]]', 'city')).toBe('many');
});

test('sources are those of :in, or the one that is meant without it', () => {
  expect(sourceNames('[:find ?x :in $ $h ?id :where [?x]]')).toEqual(['$', '$h']);
  expect(sourceNames('[:find ?x :where [?x :a]]')).toEqual(['$']);
  expect(sourceNames('')).toEqual([]);
});

test('columns lead to entities, by id, unique attribute, reference and ref', () => {
  const text = `[:find ?p ?cid ?c ?id ?city ?friend (count ?x)
    :where [$purchases ?p :purchase/customer-id ?cid] (or [$customers ?c :customer/id ?id]) [$customers ?c :customer/city ?city]
           [$customers ?c :customer/friend ?friend]]`;
  expect(columnLinks(text, null, schema)).toEqual([
    { database: 'purchases', by: 'id' },
    { database: 'customers', by: 'attribute', attribute: ':customer/id' },
    { database: 'customers', by: 'id' },
    { database: 'customers', by: 'attribute', attribute: ':customer/id' },
    null,
    { database: 'customers', by: 'id' },
    null,
  ]);
});

test('a declared source is the database that it shows', () => {
  const text = '[:find ?c :in $ :where [?c :customer/city]]';
  expect(columnLinks(text, { $: { database: 'customers' } }, schema)).toEqual([{ database: 'customers', by: 'id' }]);
});

test('a clause is found though Datomic writes it as a list without its source', () => {
  const text = '[:find ?c :where [$customers ?c :customer/id ?id]\n [$customers  ?c :customer/nam ?x]]';
  const [place] = placesOf({ type: 'x', status: 400, clause: '(?c :customer/nam ?x)' }, text);
  expect(text.slice(place?.from, place?.to)).toBe('[$customers  ?c :customer/nam ?x]');
});

test('within the clause the refused name is marked', () => {
  const text = '[:find ?y :where [(slurp ?x) ?y]]';
  const [place] = placesOf({ type: 'x', status: 403, clause: '[(slurp ?x) ?y]', name: 'slurp' }, text);
  expect(text.slice(place?.from, place?.to)).toBe('slurp');
});

test('a missing bracket is marked where it was opened', () => {
  const text = '[:find ?x :where [?x :a ?y]';
  expect(placesOf({ type: 'x', status: 400, detail: 'Line 1, column 28: EOF while reading' }, text)).toMatchObject([
    { from: 0, to: 1 },
  ]);
});

test('a text after the query is marked', () => {
  const problem = {
    type: 'urn:dendro:problem:edn-syntax',
    status: 400,
    detail: 'After the first value, which ends before line 3, the text holds another one.',
  };
  expect(placesOf(problem, '[:find ?x] [?y]')).toEqual([{ from: 11, to: 15 }]);
});

test('in a clause, the attribute that the problem speaks of is its place', () => {
  const text = '[:find ?x :where [?c :customer/nam ?x]]';
  const detail = 'There is no attribute :customer/nam. Did you mean :customer/name?';
  const [place] = placesOf({ type: 'x', status: 400, clause: '[?c :customer/nam ?x]', detail }, text);
  expect(text.slice(place?.from, place?.to)).toBe(':customer/nam');
});

test('a line and column are a place', () => {
  expect(placesOf({ type: 'x', status: 400, detail: 'Line 2, column 3: no' }, '[:a\n bc]')).toEqual([
    { from: 5, to: 6 },
  ]);
});
