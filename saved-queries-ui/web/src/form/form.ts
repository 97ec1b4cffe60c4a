import type { Reference, Schema } from '../api/schema';

/** The entities of one kind: those whose attributes share a namespace in one database. */
export interface Kind {
  database: string;
  namespace: string;
}

/** How a further kind is joined to one before it (by its index): along a declared reference, or against it. */
export interface Join {
  to: number;
  reference: Reference;
  backwards: boolean;
}

export type Summing = 'none' | 'count' | 'sum' | 'avg' | 'min' | 'max';

export interface Column {
  kind: number;
  attribute: string;
  summing: Summing;
  /** Rows are kept whose attribute is missing: the column is empty there. */
  optional?: boolean;
  /** What the column is called, if not after its attribute. */
  name?: string;
}

export const operators = ['=', '!=', '<', '<=', '>', '>=', 'includes', 'missing'] as const;
export type Operator = (typeof operators)[number];

export interface Filter {
  kind: number;
  attribute: string;
  operator: Operator;
  value: string;
  /** Asked for at every run instead of written into the query. */
  parameter: boolean;
  /** What it is asked for by, if not after its attribute. */
  name?: string;
}

/** What a person chose; kind 0 is what the query is about, kind n comes by join n - 1. */
export interface QueryForm {
  start: Kind | null;
  joins: Join[];
  columns: Column[];
  filters: Filter[];
}

export const emptyForm: QueryForm = { start: null, joins: [], columns: [], filters: [] };

export function kindsOf(schema: Schema): Kind[] {
  return schema.databases.flatMap((database) => {
    const namespaces = new Set((database.attributes ?? []).map((each) => namespaceOf(each.attribute)));
    return [...namespaces].toSorted().map((namespace) => ({ database: database.name, namespace }));
  });
}

export function namespaceOf(attribute: string): string {
  return attribute.replace(/^:/, '').split('/')[0] ?? '';
}

export function nameOf(attribute: string): string {
  return attribute.split('/')[1] ?? attribute;
}

/** The kinds of the form in order: what it is about, then what was joined. */
export function chosenKinds(form: QueryForm): Kind[] {
  if (form.start === null) return [];
  return [
    form.start,
    ...form.joins.map(({ reference, backwards }) => kindAt(backwards ? reference.from : reference.to)),
  ];
}

function kindAt(end: { database: string; attribute: string }): Kind {
  return { database: end.database, namespace: namespaceOf(end.attribute) };
}

/** The joins that can be added to what is there. */
export function possibleJoins(form: QueryForm, schema: Schema): Join[] {
  return chosenKinds(form).flatMap((kind, to) =>
    schema.references.flatMap((reference) => {
      const joins: Join[] = [];
      if (same(kindAt(reference.from), kind)) joins.push({ to, reference, backwards: false });
      if (same(kindAt(reference.to), kind)) joins.push({ to, reference, backwards: true });
      return joins.filter((join) => !form.joins.some((each) => sameJoin(each, join)));
    }),
  );
}

function same(a: Kind, b: Kind): boolean {
  return a.database === b.database && a.namespace === b.namespace;
}

export function sameJoin(a: Join, b: Join): boolean {
  return (
    a.to === b.to &&
    a.backwards === b.backwards &&
    a.reference.from.attribute === b.reference.from.attribute &&
    a.reference.from.database === b.reference.from.database
  );
}

/** The attribute by which every entity of a kind is known to be there, if it has one. */
export function identityOf(kind: Kind, schema: Schema): string | undefined {
  const unique = attributesOf(kind, schema).filter((each) => each.unique !== undefined);
  return (unique.find((each) => each.unique === 'identity') ?? unique[0])?.attribute;
}

/** Whether a column of the attribute can be empty: of several values none would be missing, and what is summed up must be there. */
export function canBeOptional(form: QueryForm, column: Column, schema: Schema): boolean {
  const kind = chosenKinds(form)[column.kind];
  if (kind === undefined || column.summing !== 'none') return false;
  const attribute = attributesOf(kind, schema).find((each) => each.attribute === column.attribute);
  return attribute?.cardinality === 'one' && !isNeeded(form, column);
}

/** A condition on a value, or a join by it, leaves no row without it. */
function isNeeded(form: QueryForm, { kind, attribute }: Column): boolean {
  return (
    form.filters.some((each) => each.kind === kind && each.attribute === attribute && needsValue(each)) ||
    form.joins.some(({ to, reference, backwards }, index) => {
      const [here, there] = backwards ? [reference.to, reference.from] : [reference.from, reference.to];
      return (to === kind && here.attribute === attribute) || (index + 1 === kind && there.attribute === attribute);
    })
  );
}

function needsValue(filter: Filter): boolean {
  return isSaid(filter) && filter.operator !== 'missing';
}

/** A condition without a value is one that is still being written. */
export function isSaid({ operator, parameter, value }: Filter): boolean {
  return operator === 'missing' || parameter || value.trim() !== '';
}

export function attributesOf(kind: Kind, schema: Schema) {
  const database = schema.databases.find(({ name }) => name === kind.database);
  return (database?.attributes ?? []).filter(({ attribute }) => namespaceOf(attribute) === kind.namespace);
}
