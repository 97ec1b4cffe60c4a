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

export function attributesOf(kind: Kind, schema: Schema) {
  const database = schema.databases.find(({ name }) => name === kind.database);
  return (database?.attributes ?? []).filter(({ attribute }) => namespaceOf(attribute) === kind.namespace);
}
