import type { Draft } from '../api/queries';
import type { Schema } from '../api/schema';
import { sectionsOf } from '../datalog/query';
import { atomText, inline, isSource, isVariable, read, within, type Form } from '../edn/forms';
import { ednText, symbolName } from '../edn/write';
import { columnName, datalogOf, EMPTY, literal, parameterName, typeOf } from './datalog';
import { attributesOf, emptyForm, isSaid, namespaceOf, operators } from './form';
import type { Column, Filter, Join, Kind, Operator, QueryForm, Summing } from './form';

/** The form that a query is, or the part of it that no form can show. */
export type Recognised = { form: QueryForm } | { cannot: string };

type Query = Pick<Draft, 'text' | 'parameters' | 'sources'>;

/** A part of the query that the form has nothing for. */
class Beyond extends Error {}

interface Pattern {
  clause: string;
  entity: string;
  attribute: string;
  /** Absent where the attribute need only be there. */
  value: Form | undefined;
}

interface Condition {
  clause: string;
  operator: Operator;
  operands: Form[];
}

interface Optional {
  clause: string;
  entity: string;
  attribute: string;
}

/** A query taken apart, before it is known what it is about. */
interface Parts {
  find: Form[];
  keys: string[];
  inputs: string[];
  entities: Map<string, Kind>;
  patterns: Pattern[];
  conditions: Condition[];
  optional: Map<string, Optional>;
}

const SUMS: readonly string[] = ['count', 'sum', 'avg', 'min', 'max'] satisfies Summing[];
const COMPARISONS: readonly string[] = operators.filter((each) => !['=', 'includes', 'missing'].includes(each));

/**
 * Reads back what the form wrote, and what others wrote as it would: names of variables and the order of clauses are
 * free. A form is only returned if it writes the same clauses, so that nothing of a query gets lost in it.
 */
export function recognise(query: Query, schema: Schema): Recognised {
  if (query.text.trim() === '') return { form: emptyForm };
  try {
    const parts = partsOf(query, schema);
    const forms = [...parts.entities.keys()].map((start) => attempt(() => formFrom(start, parts, query, schema)));
    const written = forms.map((each) => ('form' in each ? datalogOf(each.form, schema)?.text : undefined));
    // Any entity may be what the query is about; the one that the form began with gives the very same text again.
    const same = forms[written.findIndex((text) => text !== undefined && words(text) === words(query.text))];
    return same ?? forms.find((each) => 'form' in each) ?? forms[0] ?? { cannot: query.text };
  } catch (error) {
    return beyond(error);
  }
}

function attempt(make: () => QueryForm): Recognised {
  try {
    return { form: make() };
  } catch (error) {
    return beyond(error);
  }
}

function beyond(error: unknown): Recognised {
  if (error instanceof Beyond) return { cannot: error.message };
  throw error;
}

function words(text: string): string {
  return read(text).forms.map(inline).join(' ');
}

function partsOf({ text, sources }: Query, schema: Schema): Parts {
  const document = read(text);
  const [query, another] = document.forms;
  const sections = sectionsOf(text);
  if (query === undefined || sections === null) throw new Beyond(text);
  if (another !== undefined) throw new Beyond(inline(another));
  for (const token of document.unmatched) throw new Beyond(token.text);
  // A comment would be lost.
  for (const each of within(query))
    for (const comment of [...each.comments, ...(each.kind === 'atom' ? [] : each.trailing)]) throw new Beyond(comment);
  for (const comment of document.trailing) throw new Beyond(comment);
  for (const name of sections.keys())
    if (![':find', ':keys', ':with', ':in', ':where'].includes(name)) throw new Beyond(name);
  for (const name of Object.keys(sources ?? {})) throw new Beyond(name);

  const parts: Parts = {
    find: sections.get(':find') ?? [],
    keys: (sections.get(':keys') ?? []).map(inline),
    inputs: inputsOf(sections.get(':in') ?? [], schema),
    entities: new Map(),
    patterns: [],
    conditions: [],
    optional: new Map(),
  };
  for (const clause of sections.get(':where') ?? []) readClause(clause, parts, schema);
  checkEntities(parts);
  checkWith(sections.get(':with') ?? [], parts);
  return parts;
}

function inputsOf(inputs: Form[], schema: Schema): string[] {
  return inputs.flatMap((input) => {
    const name = atomText(input);
    if (isSource(name) && schema.databases.some((each) => `$${each.name}` === name)) return [];
    if (isVariable(name) && symbolName(name.slice(1)) === name.slice(1)) return [name];
    throw new Beyond(inline(input));
  });
}

function readClause(clause: Form, parts: Parts, schema: Schema): void {
  const text = inline(clause);
  if (clause.kind !== 'vector' || clause.prefix !== '') throw new Beyond(text);
  const [first, second, third, fourth, fifth] = clause.items;
  const entityOf = (source: Form | undefined, entity: Form | undefined, attribute: Form | undefined) =>
    readEntity(text, [source, entity, attribute].map(atomText), parts, schema);

  if (first?.kind === 'atom') {
    if (fifth !== undefined) throw new Beyond(text);
    const { entity, attribute } = entityOf(first, second, third);
    const ignored = atomText(fourth) === '_';
    parts.patterns.push({ clause: text, entity, attribute, value: ignored ? undefined : fourth });
    return;
  }
  if (first?.kind !== 'list' || first.prefix !== '') throw new Beyond(text);
  const [head, ...operands] = first.items;
  const name = atomText(head) ?? '';
  if (second !== undefined) {
    const found = atomText(second);
    const [source, entity, attribute, otherwise] = operands;
    if (name !== 'get-else' || third !== undefined || !isVariable(found) || operands.length !== 4)
      throw new Beyond(text);
    if (otherwise === undefined || inline(otherwise) !== EMPTY || parts.optional.has(found)) throw new Beyond(text);
    parts.optional.set(found, { clause: text, ...entityOf(source, entity, attribute) });
  } else if (name === 'missing?' && operands.length === 3) {
    entityOf(operands[0], operands[1], operands[2]);
    parts.conditions.push({ clause: text, operator: 'missing', operands });
  } else if ((name === 'clojure.string/includes?' || COMPARISONS.includes(name)) && operands.length === 2) {
    const operator = name === 'clojure.string/includes?' ? 'includes' : (name as Operator);
    parts.conditions.push({ clause: text, operator, operands });
  } else throw new Beyond(text);
}

/** An entity is of one kind: one database, one namespace of attributes that the schema has. */
function readEntity(
  clause: string,
  [source, entity, attribute]: (string | undefined)[],
  parts: Parts,
  schema: Schema,
): { entity: string; attribute: string } {
  if (!isSource(source) || !isVariable(entity) || attribute === undefined) throw new Beyond(clause);
  const kind = { database: source.slice(1), namespace: namespaceOf(attribute) };
  const known = parts.entities.get(entity) ?? kind;
  if (known.database !== kind.database || known.namespace !== kind.namespace) throw new Beyond(clause);
  if (!attributesOf(kind, schema).some((each) => each.attribute === attribute)) throw new Beyond(clause);
  parts.entities.set(entity, known);
  return { entity, attribute };
}

function checkEntities({ entities, inputs, patterns, optional }: Parts): void {
  for (const { clause, value } of patterns) if (entities.has(atomText(value) ?? '')) throw new Beyond(clause);
  for (const [name, { clause }] of optional)
    if (entities.has(name) || inputs.includes(name) || patterns.some(({ value }) => atomText(value) === name))
      throw new Beyond(clause);
  for (const input of inputs) if (entities.has(input)) throw new Beyond(input);
}

/** Whatever is summed up is summed up over entities, so that equal values of two count twice. */
function checkWith(variables: Form[], { entities, find }: Parts): void {
  const names = new Set(variables.map(inline));
  const wanted = find.some(isSum) ? [...entities.keys()] : [];
  if (names.size !== wanted.length || wanted.some((name) => !names.has(name)))
    throw new Beyond([':with', ...names].join(' '));
}

function isSum(item: Form): boolean {
  return item.kind === 'list' && SUMS.includes(atomText(item.items[0]) ?? '');
}

/** The form of a query that is about one of its entities. */
function formFrom(start: string, parts: Parts, query: Query, schema: Schema): QueryForm {
  const { order, joins } = joined(start, parts, schema);
  const columns: Column[] = [];
  parts.find.forEach((item, at) => columns.push(columnOf(item, parts.keys[at], parts, order, columns)));
  const filters = filtersOf(parts, order, query, schema);
  const form = { start: parts.entities.get(start) ?? null, joins, columns, filters };
  checkSame(form, query.text, schema);
  return form;
}

/** The entities in the order in which they are joined, each to one before it, along references that the schema has. */
function joined(start: string, { entities, patterns }: Parts, schema: Schema): { order: string[]; joins: Join[] } {
  const order = [start];
  const joins: Join[] = [];
  const end = ({ entity, attribute }: Pattern) => ({ database: entities.get(entity)?.database ?? '', attribute });
  const next = (): Join | undefined => {
    for (const there of patterns) {
      if (order.includes(there.entity)) continue;
      for (const here of patterns) {
        if (!order.includes(here.entity) || !shares(here, there)) continue;
        for (const reference of schema.references)
          for (const backwards of [false, true]) {
            const [from, to] = backwards ? [end(there), end(here)] : [end(here), end(there)];
            if (!sameEnd(reference.from, from) || !sameEnd(reference.to, to)) continue;
            const join = { to: order.indexOf(here.entity), reference, backwards };
            order.push(there.entity);
            return join;
          }
      }
    }
    return undefined;
  };
  for (let join = next(); join !== undefined; join = next()) joins.push(join);
  const alone = patterns.find(({ entity }) => !order.includes(entity));
  if (alone !== undefined) throw new Beyond(alone.clause);
  if (order.length < entities.size) throw new Beyond([...entities.keys()].find((each) => !order.includes(each)) ?? '');
  return { order, joins };
}

function shares(a: Pattern, b: Pattern): boolean {
  return a !== b && isVariable(atomText(a.value)) && atomText(a.value) === atomText(b.value);
}

interface AttributeEnd {
  database: string;
  attribute: string;
}

function sameEnd(a: AttributeEnd, b: AttributeEnd): boolean {
  return a.database === b.database && a.attribute === b.attribute;
}

/** What a column shows; of what is equal by a join, what has the column's name and is not shown already. */
function columnOf(item: Form, key: string | undefined, parts: Parts, order: string[], before: Column[]): Column {
  const summed = item.kind === 'list' && item.prefix === '' && item.items.length === 2 ? item.items : null;
  const summing = summed === null ? 'none' : atomText(summed[0]);
  const variable = atomText(summed === null ? item : summed[1]);
  if (summing === undefined || (summed !== null && !SUMS.includes(summing)) || !isVariable(variable))
    throw new Beyond(inline(item));
  const column = (each: { entity: string; attribute: string }): Column => ({
    kind: order.indexOf(each.entity),
    attribute: each.attribute,
    summing: summing as Summing,
  });
  const optional = parts.optional.get(variable);
  const all: Column[] =
    optional === undefined
      ? parts.patterns.filter(({ value }) => atomText(value) === variable).map(column)
      : [{ ...column(optional), optional: true }];
  const candidates = all.filter(
    ({ kind, attribute }) => !before.some((each) => each.kind === kind && each.attribute === attribute),
  );
  const wanted = key ?? (summed === null ? variable.slice(1) : undefined);
  const usual = (each: Column) => columnName(each, parts.entities.get(order[each.kind] ?? '')?.namespace);
  const chosen = candidates.find((each) => symbolName(usual(each)) === wanted) ?? candidates[0];
  if (chosen === undefined) throw new Beyond(inline(item));
  if (wanted === undefined || wanted === symbolName(usual(chosen))) return chosen;
  if (symbolName(wanted) !== wanted) throw new Beyond(`:keys ${wanted}`);
  return { ...chosen, name: wanted };
}

function filtersOf(parts: Parts, order: string[], query: Query, schema: Schema): Filter[] {
  const asked = new Set<string>();
  const filter = (
    clause: string,
    { entity, attribute }: { entity: string; attribute: string },
    operator: Operator,
    value: Form | undefined,
  ): Filter => {
    const plain: Filter = { kind: order.indexOf(entity), attribute, operator, value: '', parameter: false };
    if (value === undefined) return plain;
    const variable = atomText(value);
    if (!isVariable(variable)) {
      const typed = typedAs(value, typeOf(parts.entities.get(entity), attribute, schema));
      if (typed === null) throw new Beyond(clause);
      return { ...plain, value: typed };
    }
    if (!parts.inputs.includes(variable) || asked.has(variable)) throw new Beyond(clause);
    asked.add(variable);
    const name = variable.slice(1);
    const fallback = query.parameters.find((each) => each.name === name)?.default;
    return {
      ...plain,
      parameter: true,
      value: fallback === undefined || typeof fallback === 'object' ? '' : String(fallback),
      ...(name === symbolName(parameterName(plain)) ? {} : { name }),
    };
  };

  const exact = parts.patterns.flatMap((pattern) => {
    const variable = atomText(pattern.value);
    // Where an input stands a second time it joins.
    const says = isVariable(variable)
      ? parts.inputs.includes(variable) && !asked.has(variable)
      : pattern.value !== undefined;
    return says ? [filter(pattern.clause, pattern, '=', pattern.value)] : [];
  });
  const others = parts.conditions.map(({ clause, operator, operands: [left, right, attribute] }) => {
    if (operator === 'missing')
      return filter(
        clause,
        { entity: atomText(right) ?? '', attribute: atomText(attribute) ?? '' },
        operator,
        undefined,
      );
    const pattern = parts.patterns.find(
      ({ value }) => isVariable(atomText(value)) && atomText(value) === atomText(left),
    );
    if (pattern === undefined) throw new Beyond(clause);
    return filter(clause, pattern, operator, right);
  });
  for (const input of parts.inputs) if (!asked.has(input)) throw new Beyond(input);
  return [...exact, ...others];
}

/** What a person would have typed for a value of a type; null if nothing that they can type becomes it. */
function typedAs(value: Form, type: string): string | null {
  if (value.kind !== 'atom') return null;
  const text = inline(value);
  const typed =
    value.token.kind === 'string' ? ednText(value.token.text) : type === 'bigdec' ? text.replace(/M$/, '') : text;
  return literal(typed, type) === text && typed.trim() !== '' ? typed : null;
}

/** What the form would write must be what is there, whatever its variables are called. */
function checkSame(form: QueryForm, text: string, schema: Schema): void {
  const ours = clausesOf(datalogOf({ ...form, filters: form.filters.filter(isSaid) }, schema)?.text ?? '');
  const theirs = clausesOf(text);
  for (const { shape, clause } of theirs) {
    const at = ours.findIndex((each) => each.shape === shape);
    if (at === -1) throw new Beyond(clause);
    ours.splice(at, 1);
  }
  const more = ours[0];
  if (more !== undefined) throw new Beyond(more.clause);
}

function clausesOf(text: string): { shape: string; clause: string }[] {
  return (sectionsOf(text)?.get(':where') ?? []).map((clause) => ({ clause: inline(clause), shape: shapeOf(clause) }));
}

function shapeOf(form: Form): string {
  if (form.kind === 'atom') return isVariable(atomText(form)) ? '?' : inline(form);
  return `(${form.items
    .filter((item) => atomText(item) !== '_')
    .map(shapeOf)
    .join(' ')})`;
}
