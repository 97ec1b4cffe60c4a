import { expect, test } from 'vitest';
import type { Schema } from '../api/schema';
import { datalogOf } from './datalog';
import { chosenKinds, emptyForm, kindsOf, possibleJoins, type QueryForm } from './form';

const attribute = (name: string, type: string) => ({
  attribute: name,
  type,
  cardinality: 'one' as const,
  indexed: true,
});
const schema: Schema = {
  databases: [
    {
      name: 'customers',
      mode: 'memory',
      attributes: [
        attribute(':customer/id', 'string'),
        attribute(':customer/city', 'string'),
        attribute(':customer/limit', 'bigdec'),
      ],
    },
    {
      name: 'purchases',
      mode: 'memory',
      attributes: [
        attribute(':purchase/id', 'string'),
        attribute(':purchase/customer-id', 'string'),
        attribute(':purchase/amount', 'long'),
        attribute(':purchase/status', 'keyword'),
      ],
    },
  ],
  references: [
    {
      from: { database: 'purchases', attribute: ':purchase/customer-id' },
      to: { database: 'customers', attribute: ':customer/id' },
    },
  ],
};
const purchases = { database: 'purchases', namespace: 'purchase' };
const form = (part: Partial<QueryForm>): QueryForm => ({ ...emptyForm, start: purchases, ...part });
const column = (kind: number, name: string, summing: 'none' | 'sum' | 'count' = 'none') => ({
  kind,
  attribute: name,
  summing,
});
const filter = (name: string, operator: '=' | '>=' | 'includes' | 'missing', value: string, parameter = false) => ({
  kind: 0,
  attribute: name,
  operator,
  value,
  parameter,
});

test('kinds are the namespaces of the databases', () => {
  expect(kindsOf(schema)).toEqual([{ database: 'customers', namespace: 'customer' }, purchases]);
});

test('nothing to show is no query', () => {
  expect(datalogOf(form({}), schema)).toBeNull();
});

test('columns are patterns', () => {
  expect(datalogOf(form({ columns: [column(0, ':purchase/id'), column(0, ':purchase/amount')] }), schema)?.text).toBe(
    [
      '[:find ?id ?amount',
      ' :keys id amount',
      ' :in $purchases',
      ' :where [$purchases ?purchase :purchase/id ?id]',
      '        [$purchases ?purchase :purchase/amount ?amount]]',
    ].join('\n'),
  );
});

test('a join follows its reference by a shared variable, in either direction', () => {
  const [forwards] = possibleJoins(form({}), schema);
  if (forwards === undefined) throw new Error('no join');
  const joined = form({
    joins: [forwards],
    columns: [column(1, ':customer/city'), column(0, ':purchase/amount', 'sum')],
  });
  expect(datalogOf(joined, schema)?.text).toBe(
    [
      '[:find ?city (sum ?amount)',
      ' :keys city sum-amount',
      ' :with ?purchase ?customer',
      ' :in $purchases $customers',
      ' :where [$purchases ?purchase :purchase/customer-id ?customer-id]',
      '        [$customers ?customer :customer/id ?customer-id]',
      '        [$customers ?customer :customer/city ?city]',
      '        [$purchases ?purchase :purchase/amount ?amount]]',
    ].join('\n'),
  );
  const customers = form({ start: { database: 'customers', namespace: 'customer' } });
  const [backwards] = possibleJoins(customers, schema);
  expect(backwards?.backwards).toBe(true);
  expect(chosenKinds({ ...customers, joins: backwards === undefined ? [] : [backwards] })[1]).toEqual(purchases);
});

test('conditions are written as the type of their attribute', () => {
  const written = datalogOf(
    form({
      columns: [column(0, ':purchase/id')],
      filters: [
        filter(':purchase/status', '=', 'charged-back'),
        filter(':purchase/amount', '>=', '100'),
        filter(':purchase/id', 'includes', 'a"b'),
        filter(':purchase/amount', 'missing', ''),
      ],
    }),
    schema,
  )?.text;
  expect(written).toContain('[$purchases ?purchase :purchase/status :charged-back]');
  expect(written).toContain('[(>= ?amount 100)]');
  expect(written).toContain('[(clojure.string/includes? ?id "a\\"b")]');
  expect(written).toContain('[(missing? $purchases ?purchase :purchase/amount)]');
});

test('a condition without a value is left out', () => {
  const columns = [column(0, ':purchase/id')];
  const unsaid = form({ columns, filters: [filter(':purchase/amount', '>=', ' ')] });
  expect(datalogOf(unsaid, schema)).toEqual(datalogOf(form({ columns }), schema));
});

test('a condition may be asked for at every run', () => {
  const written = datalogOf(
    form({
      columns: [column(0, ':purchase/id')],
      filters: [filter(':purchase/status', '=', 'declined', true), filter(':purchase/amount', '>=', '100', true)],
    }),
    schema,
  );
  expect(written?.parameters).toEqual([
    { name: 'status', type: 'keyword', default: ':declined' },
    { name: 'least-amount', type: 'number', default: 100 },
  ]);
  expect(written?.text).toContain(':in $purchases ?status ?least-amount');
  expect(written?.text).toContain('[$purchases ?purchase :purchase/status ?status]');
  expect(written?.text).toContain('[(>= ?amount ?least-amount)]');
});

test('a text that a person typed cannot become Datalog', () => {
  const written = datalogOf(
    form({ columns: [column(0, ':purchase/id')], filters: [filter(':purchase/amount', '>=', '1)] [(evil')] }),
    schema,
  )?.text;
  expect(written).toContain('[(>= ?amount "1)] [(evil")]');
});
