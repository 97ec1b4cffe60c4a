import type { Schema } from '../api/schema';
import { format } from '../edn/format';
import { ednString, symbolName } from '../edn/write';
import type { Declaration } from '../parameters/declaration';
import { canBeOptional, chosenKinds, identityOf, isSaid, nameOf } from './form';
import type { Column, Filter, Kind, QueryForm } from './form';

/** What stands in an optional column where the attribute is missing; Datalog has no value for nothing. */
export const EMPTY = '""';

export interface Written {
  text: string;
  parameters: Declaration[];
}

interface Input {
  variable: string;
  declaration: Declaration;
}

/** The Datalog of a form, and the parameters it asks for; null while nothing is chosen to be shown. */
export function datalogOf(form: QueryForm, schema: Schema): Written | null {
  if (form.start === null || form.columns.length === 0) return null;
  const kinds = chosenKinds(form);
  const names = new Names();
  const entities = kinds.map(({ namespace }) => names.fresh(namespace));
  const bound = new Map<string, string>();
  const clauses: string[] = [];
  const atLast: string[] = [];
  const inputs: Input[] = [];

  /** The variable of an attribute's value, bound by a pattern when it is first asked for. */
  const variable = (kind: number, attribute: string): string => {
    const key = `${kind} ${attribute}`;
    const known = bound.get(key);
    if (known !== undefined) return known;
    const fresh = names.fresh(nameOf(attribute), kinds[kind]?.namespace);
    bound.set(key, fresh);
    clauses.push(`[${source(kinds[kind])} ${entities[kind]} ${attribute} ${fresh}]`);
    return fresh;
  };

  const filters = form.filters.filter(isSaid);
  filters.filter(isExact).forEach((filter) => writeFilter(filter));
  form.joins.forEach(({ to, reference, backwards }, index) => {
    const [here, there] = backwards ? [reference.to, reference.from] : [reference.from, reference.to];
    const shared = variable(to, here.attribute);
    bound.set(`${index + 1} ${there.attribute}`, shared);
    clauses.push(`[$${there.database} ${entities[index + 1]} ${there.attribute} ${shared}]`);
  });
  const optional = form.columns.filter((column) => column.optional === true && canBeOptional(form, column, schema));
  // Whether something is missing can only be asked of entities that are found by something else.
  const found =
    clauses.length > 0 ||
    optional.length < form.columns.length ||
    filters.some(({ operator }) => operator !== 'missing');
  if (!found) {
    const identity = identityOf(form.start, schema);
    if (identity === undefined) optional.shift();
    else clauses.push(`[${source(form.start)} ${entities[0]} ${identity}]`);
  }
  const find = form.columns.map((column) => {
    const value = optional.includes(column) ? orEmpty(column) : variable(column.kind, column.attribute);
    return column.summing === 'none' ? value : `(${column.summing} ${value})`;
  });
  filters.filter((filter) => !isExact(filter)).forEach((filter) => writeFilter(filter));
  clauses.push(...atLast);

  function orEmpty({ kind, attribute }: Column): string {
    const fresh = names.fresh(nameOf(attribute), kinds[kind]?.namespace);
    atLast.push(`[(get-else ${source(kinds[kind])} ${entities[kind]} ${attribute} ${EMPTY}) ${fresh}]`);
    return fresh;
  }

  function writeFilter(filter: Filter): void {
    const { kind, attribute, operator } = filter;
    const type = typeOf(kinds[kind], attribute, schema);
    if (operator === 'missing') {
      clauses.push(`[(missing? ${source(kinds[kind])} ${entities[kind]} ${attribute})]`);
      return;
    }
    const value = filter.parameter ? parameter(filter, type) : literal(filter.value, type);
    if (operator === 'includes') clauses.push(`[(clojure.string/includes? ${variable(kind, attribute)} ${value})]`);
    else if (isExact(filter) && !bound.has(`${kind} ${attribute}`) && filter.parameter) {
      bound.set(`${kind} ${attribute}`, value);
      clauses.push(`[${source(kinds[kind])} ${entities[kind]} ${attribute} ${value}]`);
    } else if (isExact(filter)) clauses.push(`[${source(kinds[kind])} ${entities[kind]} ${attribute} ${value}]`);
    else clauses.push(`[(${operator} ${variable(kind, attribute)} ${value})]`);
  }

  function parameter(filter: Filter, type: string): string {
    const fresh = names.fresh(filter.name ?? parameterName(filter));
    inputs.push({ variable: fresh, declaration: declarationOf(fresh.slice(1), filter, type) });
    return fresh;
  }

  const sums = form.columns.some(({ summing }) => summing !== 'none');
  const sources = [...new Set(kinds.map(source))];
  const text = [
    `[:find ${find.join(' ')}`,
    `:keys ${keys(form, kinds).join(' ')}`,
    sums ? `:with ${entities.join(' ')}` : '',
    `:in ${[...sources, ...inputs.map((input) => input.variable)].join(' ')}`,
    `:where ${clauses.join(' ')}]`,
  ];
  return { text: format(text.join(' ')), parameters: inputs.map(({ declaration }) => declaration) };
}

function isExact(filter: Filter): boolean {
  return filter.operator === '=';
}

export function source(kind: Kind | undefined): string {
  return `$${kind?.database ?? ''}`;
}

/** What a condition is asked for by, unless a person has named it. */
export function parameterName(filter: Filter): string {
  return filter.operator === '=' ? nameOf(filter.attribute) : `${prefixOf(filter)}${nameOf(filter.attribute)}`;
}

function prefixOf({ operator }: Filter): string {
  if (operator === '<' || operator === '<=') return 'most-';
  if (operator === '>' || operator === '>=') return 'least-';
  return operator === '!=' ? 'not-' : 'part-of-';
}

export function typeOf(kind: Kind | undefined, attribute: string, schema: Schema): string {
  const database = schema.databases.find(({ name }) => name === kind?.database);
  return database?.attributes?.find((each) => each.attribute === attribute)?.type ?? 'string';
}

const NUMBERS = ['long', 'bigint', 'double', 'float', 'bigdec', 'ref'];

function declarationOf(name: string, filter: Filter, type: string): Declaration {
  const fallback = filter.value.trim();
  if (NUMBERS.includes(type)) {
    const number = Number(fallback);
    return {
      name,
      type: 'number',
      ...(type === 'bigdec' ? { of: 'decimal' } : {}),
      ...(type === 'double' || type === 'float' ? { of: 'double' } : {}),
      ...(fallback !== '' && !Number.isNaN(number) ? { default: number } : {}),
    };
  }
  const shown =
    type === 'keyword' ? 'keyword' : type === 'instant' ? 'instant' : type === 'boolean' ? 'boolean' : 'text';
  const value = shown === 'keyword' && fallback !== '' && !fallback.startsWith(':') ? `:${fallback}` : fallback;
  if (fallback === '') return { name, type: shown };
  return { name, type: shown, default: shown === 'boolean' ? fallback === 'true' : value };
}

/** What a person typed, as EDN of the attribute's type. What does not fit is written as text, and refused with its place. */
export function literal(typed: string, type: string): string {
  const text = typed.trim();
  const number = /^[+-]?\d+(\.\d+)?$/.test(text);
  if (type === 'keyword') return text.startsWith(':') ? text : `:${text}`;
  if (type === 'boolean') return text === 'true' ? 'true' : 'false';
  if (type === 'instant') return `#inst ${ednString(text)}`;
  if (type === 'uuid') return `#uuid ${ednString(text)}`;
  if (type === 'bigdec' && number) return `${text}M`;
  if ((type === 'double' || type === 'float') && number) return text.includes('.') ? text : `${text}.0`;
  return NUMBERS.includes(type) && number ? text : ednString(text);
}

/** The names of the columns: of the attribute, with its kind where two are alike. */
function keys(form: QueryForm, kinds: Kind[]): string[] {
  const names = new Names('');
  return form.columns.map((column) => {
    const namespace = kinds[column.kind]?.namespace;
    return names.fresh(column.name ?? columnName(column, namespace), namespace);
  });
}

/** What a column is called, unless a person has named it. */
export function columnName({ attribute, summing }: Column, namespace: string | undefined): string {
  const name = nameOf(attribute);
  if (summing === 'none') return name;
  return summing === 'count' ? `${namespace ?? name}-count` : `${summing}-${name}`;
}

/** Names that are given once. */
class Names {
  private readonly taken = new Set<string>();
  private readonly sign: string;

  constructor(sign = '?') {
    this.sign = sign;
  }

  fresh(wanted: string, within = ''): string {
    const name = symbolName(wanted);
    const candidates = [name, ...(within === '' ? [] : [`${symbolName(within)}-${name}`])];
    let chosen = candidates.find((each) => !this.taken.has(each));
    for (let n = 2; chosen === undefined; n++) {
      if (!this.taken.has(`${name}-${n}`)) chosen = `${name}-${n}`;
    }
    this.taken.add(chosen);
    return this.sign + chosen;
  }
}
