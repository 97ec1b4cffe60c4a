import { expect, test } from 'vitest';
import type { Schema } from '../api/schema';
import { datalogOf } from './datalog';
import { attributesOf, canBeOptional, chosenKinds, emptyForm, isSaid, kindsOf, operators, possibleJoins } from './form';
import type { Filter, Operator, QueryForm, Summing } from './form';
import { recognise } from './recognise';

const attribute = (name: string, type: string, unique?: 'identity') => ({
  attribute: name,
  type,
  cardinality: 'one' as const,
  indexed: true,
  ...(unique === undefined ? {} : { unique }),
});
const schema: Schema = {
  databases: [
    {
      name: 'customers',
      mode: 'memory',
      attributes: [
        attribute(':customer/id', 'string', 'identity'),
        attribute(':customer/city', 'string'),
        attribute(':customer/limit', 'bigdec'),
        attribute(':customer/since', 'instant'),
        { ...attribute(':customer/tag', 'keyword'), cardinality: 'many' as const },
      ],
    },
    {
      name: 'purchases',
      mode: 'memory',
      attributes: [
        attribute(':purchase/id', 'string', 'identity'),
        attribute(':purchase/customer-id', 'string'),
        attribute(':purchase/amount', 'long'),
        attribute(':purchase/status', 'keyword'),
        attribute(':refund/id', 'string', 'identity'),
        attribute(':refund/purchase-id', 'string'),
        attribute(':refund/customer-id', 'string'),
        attribute(':refund/share', 'double'),
        attribute(':refund/accepted', 'boolean'),
      ],
    },
  ],
  references: [
    ref('purchases', ':purchase/customer-id', 'customers', ':customer/id'),
    ref('purchases', ':refund/customer-id', 'customers', ':customer/id'),
    ref('purchases', ':refund/purchase-id', 'purchases', ':purchase/id'),
  ],
};

function ref(from: string, by: string, to: string, id: string) {
  return { from: { database: from, attribute: by }, to: { database: to, attribute: id } };
}

/** The same numbers at every run (mulberry32). */
function random(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    chance: (share: number) => next() < share,
    one: <T>(of: readonly T[]): T => {
      const chosen = of[below(of.length)];
      if (chosen === undefined) throw new Error('nothing to choose from');
      return chosen;
    },
  };
}

const typed: Record<string, string[]> = {
  string: ['São Paulo', 'a "quoted" \\ text', '[(evil)]', '7', ':a'],
  bigdec: ['1.50', '100', 'no number'],
  instant: ['2014-11-15T00:00:00Z'],
  keyword: [':status/late', 'declined'],
  long: ['100', '-7', 'none'],
  double: ['0.5', '2.0'],
  boolean: ['true', 'false'],
};

/** What a person could have chosen in the form. */
function anyForm(seed: number): QueryForm {
  const { below, chance, one } = random(seed);
  const form: QueryForm = { ...emptyForm, start: one(kindsOf(schema)), columns: [], filters: [] };
  for (let more = below(3); more > 0; more--) {
    const joins = possibleJoins(form, schema);
    if (joins.length > 0) form.joins = [...form.joins, one(joins)];
  }
  const all = chosenKinds(form).flatMap((kind, at) =>
    attributesOf(kind, schema).map((each) => ({ kind: at, attribute: each.attribute, type: each.type })),
  );
  for (const { kind, attribute: name } of all)
    if (chance(0.4)) {
      const summing: Summing = chance(0.8) ? 'none' : one(['count', 'min', 'max'] as const);
      form.columns.push({ kind, attribute: name, summing, ...(chance(0.4) ? { optional: true } : {}) });
    }
  for (let more = below(4); more > 0; more--) {
    const { kind, attribute: name, type } = one(all);
    const operator: Operator = one(operators);
    const parameter = operator !== 'missing' && chance(0.4);
    const value = operator === 'missing' ? '' : one(typed[type] ?? []);
    form.filters.push({ kind, attribute: name, operator, value, parameter });
  }
  return form;
}

const forms = Array.from({ length: 1000 }, (_, seed) => anyForm(seed)).filter(({ columns }) => columns.length > 0);

function readBack(form: QueryForm) {
  const written = datalogOf(form, schema);
  if (written === null) throw new Error('nothing was written');
  const recognised = recognise({ ...written, sources: null }, schema);
  return { written, recognised };
}

test('what a form wrote is read back, and written again as it was', () => {
  const seen = { joins: 0, optional: 0, parameters: 0 };
  for (const form of forms) {
    const { written, recognised } = readBack(form);
    if ('cannot' in recognised) throw new Error(`${recognised.cannot} of\n${written.text}\n${JSON.stringify(form)}`);
    expect(datalogOf(recognised.form, schema)).toEqual(written);
    seen.joins += form.joins.length;
    seen.optional += written.text.includes('get-else') ? 1 : 0;
    seen.parameters += written.parameters.length;
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
});

test('a form is read back as it was filled in', () => {
  for (const form of forms) {
    const { written, recognised } = readBack(form);
    if ('cannot' in recognised) throw new Error(recognised.cannot);
    // Which of two kinds a query is about, and which of several equal values a column shows, it does not say.
    if (form.joins.length > 0) continue;
    const said = {
      start: form.start,
      columns: form.columns.map((column) => [
        column.attribute,
        column.summing,
        column.optional === true && canBeOptional(form, column, schema),
      ]),
      filters: form.filters.filter(isSaid).map(plain).toSorted(),
    };
    expect(
      {
        start: recognised.form.start,
        columns: recognised.form.columns.map((column) => [column.attribute, column.summing, column.optional === true]),
        filters: recognised.form.filters.map(plain).toSorted(),
      },
      written.text,
    ).toEqual(said);
  }
});

/** A value that becomes a keyword is read back with its colon; a default that is no number is none. */
function plain({ attribute: name, operator, value, parameter }: Filter): string {
  return [name, operator, parameter ? 'asked' : value.replace(/^:/, '')].join(' ');
}

test.each([
  [
    'other variables and another order',
    '[:find ?c ?n :keys city total :in $purchases $customers ?min :where [$customers ?who :customer/city ?c] [$customers ?who :customer/id ?k] [(>= ?n ?min)] [$purchases ?p :purchase/customer-id ?k] [$purchases ?p :purchase/amount ?n]]',
  ],
  ['a map', '{:find [?id] :keys [id] :in [$purchases] :where [[$purchases ?p :purchase/id ?id]]}'],
])('a query by hand with %s is shown', (_, text) => {
  const parameters = [{ name: 'min', type: 'number' as const, default: 5 }];
  const recognised = recognise({ text, parameters, sources: null }, schema);

  expect(recognised).toHaveProperty('form');
  if ('cannot' in recognised) return;
  const again = datalogOf(recognised.form, schema);
  expect(recognise({ text: again?.text ?? '', parameters, sources: null }, schema)).toHaveProperty('form');
  if (text.includes('?min')) expect(again).toMatchObject({ parameters: [{ name: 'min', type: 'number', default: 5 }] });
});

const about = (where: string, find = '?id', more = '') =>
  `[:find ${find} :in $purchases ${more} :where [$purchases ?p :purchase/id ?id] ${where}]`;

test.each([
  ['[(q [:find ?x :where [_ :a ?x]] $) ?y]', about('[(q [:find ?x :where [_ :a ?x]] $) ?y]')],
  ['(not [$purchases ?p :purchase/status :late])', about('(not [$purchases ?p :purchase/status :late])')],
  ['[$purchases ?p :purchase/amount ?unused]', about('[$purchases ?p :purchase/amount ?unused]')],
  ['[$purchases ?p :purchase/status]', about('[$purchases ?p :purchase/status]')],
  ['[$purchases ?r :refund/share ?s]', about('[$purchases ?r :refund/share ?s]', '?id ?s')],
  ['[$purchases ?p :purchase/gone ?g]', about('[$purchases ?p :purchase/gone ?g]')],
  ['[$purchases ?p :purchase/amount #x "text"]', about('[$purchases ?p :purchase/amount #x "text"]')],
  ['[?p :purchase/amount ?n]', about('[?p :purchase/amount ?n]')],
  [
    '[(get-else $purchases ?p :purchase/amount 0) ?n]',
    about('[(get-else $purchases ?p :purchase/amount 0) ?n]', '?id ?n'),
  ],
  ['(pull ?p [*])', about('', '(pull ?p [*])')],
  ['(count ?p)', about('', '(count ?p) :with ?p')],
  [':with', about('[$purchases ?p :purchase/amount ?n]', '?id (sum ?n)')],
  ['%', about('', '?id', '%')],
  ['?unused', about('', '?id', '?unused')],
  ['[?many ...]', about('[$purchases ?p :purchase/status ?many]', '?id', '[?many ...]')],
  ['; why', about('; why\n')],
])('%s is named as what no form can show', (part, text) => {
  const recognised = recognise({ text, parameters: [], sources: null }, schema);

  expect(recognised).toHaveProperty('cannot');
  if ('cannot' in recognised) expect(recognised.cannot).toContain(part);
});

test('a source that shows something else than its database is named', () => {
  const sources = { $purchases: { database: 'purchases', view: 'history' } };
  expect(recognise({ text: about(''), parameters: [], sources }, schema)).toEqual({ cannot: '$purchases' });
});

const column = (name: string) => ({ kind: 0, attribute: name, summing: 'none' as const });

test('an optional column keeps rows whose attribute is missing', () => {
  const start = { database: 'purchases', namespace: 'purchase' };
  const form: QueryForm = {
    ...emptyForm,
    start,
    columns: [column(':purchase/id'), { ...column(':purchase/amount'), optional: true }],
  };
  expect(datalogOf(form, schema)?.text).toContain('[(get-else $purchases ?purchase :purchase/amount "") ?amount]');

  const condition: Filter = { kind: 0, attribute: ':purchase/amount', operator: '>', value: '5', parameter: false };
  expect(datalogOf({ ...form, filters: [condition] }, schema)?.text).not.toContain('get-else');

  const alone = { ...form, columns: form.columns.slice(1) };
  expect(datalogOf(alone, schema)?.text).toContain('[$purchases ?purchase :purchase/id]');

  const nameless = structuredClone(schema);
  for (const { attributes } of nameless.databases) for (const each of attributes ?? []) delete each.unique;
  expect(datalogOf(alone, nameless)?.text).toContain('[$purchases ?purchase :purchase/amount ?amount]');
});
