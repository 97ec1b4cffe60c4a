import type { Schema } from '../api/schema';
import { atomText, isSource, isVariable, within, type Form } from '../edn/forms';
import { databaseOf, partsOf } from './query';

/** What the values of a column name: entities by id, or by the value of a unique attribute. */
export type ColumnLink = { database: string } & ({ by: 'id' } | { by: 'attribute'; attribute: string });

type Sources = { [name: string]: unknown } | null;

/**
 * By index of column, what its values lead to. A variable leads to an entity where the query uses it as one,
 * and elsewhere by a unique attribute, a declared reference or an attribute of type ref.
 */
export function columnLinks(text: string, sources: Sources, schema: Schema): (ColumnLink | null)[] {
  const parts = partsOf(text);
  if (parts === null) return [];
  const links = new Map<string, ColumnLink>();
  for (const clause of parts.where.flatMap((form) => [...within(form)])) {
    const pattern = patternOf(clause, sources);
    if (pattern === null) continue;
    if (isVariable(pattern.value)) {
      const link = valueLink(pattern.database, pattern.attribute, schema);
      if (link !== null) links.set(pattern.value, link);
    }
    if (isVariable(pattern.entity) && !links.has(pattern.entity)) {
      links.set(pattern.entity, { database: pattern.database, by: 'id' });
    }
  }
  return parts.find.map((column) => links.get(atomText(column) ?? '') ?? null);
}

interface Pattern {
  database: string;
  entity: string | undefined;
  attribute: string;
  value: string | undefined;
}

/** `[$customers ?c :customer/id ?id]`; anything else is no pattern with a constant attribute. */
function patternOf(clause: Form, sources: Sources): Pattern | null {
  if (clause.kind !== 'vector') return null;
  const words = clause.items.map(atomText);
  const source = isSource(words[0]) ? words[0] : '$';
  const [entity, attribute, value] = isSource(words[0]) ? words.slice(1) : words;
  const database = databaseOf(source, sources);
  if (database === null || attribute === undefined || !/^:.+\/.+/.test(attribute)) return null;
  return { database, entity, attribute, value };
}

function valueLink(database: string, attribute: string, schema: Schema): ColumnLink | null {
  const reference = schema.references.find(({ from }) => from.database === database && from.attribute === attribute);
  if (reference !== undefined)
    return { database: reference.to.database, by: 'attribute', attribute: reference.to.attribute };
  const known = schema.databases
    .find(({ name }) => name === database)
    ?.attributes?.find((each) => each.attribute === attribute);
  if (known?.unique !== undefined) return { database, by: 'attribute', attribute };
  return known?.type === 'ref' ? { database, by: 'id' } : null;
}
