import { atomText, inline, isSource, isVariable, read, type Form } from '../edn/forms';

/** The sections of a query, as a vector or a map writes them. */
export interface QueryParts {
  find: Form[];
  keys: string[] | null;
  inputs: Form[];
  where: Form[];
}

const SECTIONS = [':find', ':keys', ':strs', ':syms', ':with', ':in', ':where'];

/** The sections of the query in the text as they are written, or null while it is none yet. */
export function sectionsOf(text: string): Map<string, Form[]> | null {
  const form = read(text).forms[0];
  if (form === undefined || (form.kind !== 'vector' && form.kind !== 'map')) return null;
  const sections = new Map<string, Form[]>();
  let current: Form[] | null = null;
  for (const item of form.items) {
    const name = atomText(item);
    if (name !== undefined && SECTIONS.includes(name)) sections.set(name, (current = []));
    else if (form.kind === 'map' && item.kind === 'vector') current?.push(...item.items);
    else current?.push(item);
  }
  return sections.has(':find') ? sections : null;
}

/** The query in the text, or null while it is none yet. */
export function partsOf(text: string): QueryParts | null {
  const sections = sectionsOf(text);
  const find = sections?.get(':find');
  if (sections === null || find === undefined) return null;
  const keys = sections.get(':keys') ?? sections.get(':strs') ?? sections.get(':syms');
  return {
    find: columnsOf(find),
    keys: keys?.map((key) => atomText(key) ?? inline(key)) ?? null,
    inputs: sections.get(':in') ?? [],
    where: sections.get(':where') ?? [],
  };
}

/** `[?x ...]`, `[?x ?y]` and `?x .` have the columns of `?x` and `?y`. */
function columnsOf(find: Form[]): Form[] {
  const only = find[0];
  const items = find.length === 1 && only?.kind === 'vector' ? only.items : find;
  return items.filter((item) => !['.', '...'].includes(atomText(item) ?? ''));
}

/** The inputs that a person gives: all but sources and rules, each by the name of its variables. */
export function inputNames(text: string): string[] {
  const inputs = partsOf(text)?.inputs ?? [];
  return inputs.filter((input) => !isSource(atomText(input)) && atomText(input) !== '%').map(inputName);
}

/** The sources of a query; without `:in` it reads `$`. */
export function sourceNames(text: string): string[] {
  const parts = partsOf(text);
  if (parts === null) return [];
  if (parts.inputs.length === 0) return ['$'];
  return parts.inputs.map(atomText).filter(isSource);
}

function inputName(input: Form): string {
  const names: string[] = [];
  const collect = (form: Form) => {
    const text = atomText(form);
    if (isVariable(text)) names.push(text.slice(1));
    else if (form.kind !== 'atom') form.items.forEach(collect);
  };
  collect(input);
  return names.join(' ') || inline(input);
}

/** `[?x ...]` takes many values, `[?a ?b]` and `[[?a ?b]]` take tuples. */
export function inputShape(text: string, name: string): 'one' | 'many' | 'other' {
  const input = (partsOf(text)?.inputs ?? []).find((each) => inputName(each) === name);
  if (input === undefined || input.kind === 'atom') return 'one';
  return input.items.length === 2 && atomText(input.items[1]) === '...' ? 'many' : 'other';
}

/** By name of source the database that it shows: as declared, else the one of the same name. */
export function databaseOf(source: string, sources: { [name: string]: unknown } | null): string | null {
  const declared = sources?.[source] as { database?: unknown } | undefined;
  if (typeof declared?.database === 'string') return declared.database;
  return source.length > 1 ? source.slice(1) : null;
}
