import type { Json } from '../api/json-types';
import { inputNames, inputShape } from '../datalog/query';
import { texts } from '../texts';
import type { Declaration, Values } from './declaration';

/** What a person typed, as a value of the declared type, or what is wrong with it. */
export type Parsed = { ok: true; value: Json } | { ok: false; why: string };

export function parseValue(declaration: Pick<Declaration, 'type' | 'of' | 'choices'>, typed: string): Parsed {
  const text = typed.trim();
  switch (declaration.type) {
    case 'text':
      return ok(typed);
    case 'number':
      return parseNumber(text);
    case 'boolean':
      return text === 'true' || text === 'false' ? ok(text === 'true') : wrong(texts.parameters.wrong.boolean);
    case 'keyword':
      return parseKeyword(text);
    case 'instant':
      return parseInstant(text);
    case 'choice':
      return parseChoice(declaration, text);
    case 'list':
      return parseList(declaration, typed);
    case 'edn':
      return text === '' ? wrong(texts.parameters.wrong.empty) : ok(text);
  }
}

function parseNumber(text: string): Parsed {
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text)) return wrong(texts.parameters.wrong.number);
  return ok(Number(text));
}

function parseKeyword(text: string): Parsed {
  const keyword = text.startsWith(':') ? text : `:${text}`;
  return /^:[^\s,"()[\]{};:/]+(\/[^\s,"()[\]{};/]+)?$/.test(keyword)
    ? ok(keyword)
    : wrong(texts.parameters.wrong.keyword);
}

/** A day is its first moment in UTC; an instant without a zone is meant in UTC, as everything in Dendro. */
export function parseInstant(text: string): Parsed {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(text);
  if (match === null) return wrong(texts.parameters.wrong.instant);
  const date = new Date(`${match[1]}T${match[2] ?? '00:00'}${match[3] ?? 'Z'}`);
  return Number.isNaN(date.getTime()) ? wrong(texts.parameters.wrong.instant) : ok(date.toISOString());
}

function parseChoice(declaration: Pick<Declaration, 'choices'>, text: string): Parsed {
  const choice = declaration.choices?.find((each) => showValue(each) === text);
  return choice === undefined ? wrong(texts.parameters.wrong.choice) : ok(choice);
}

/** The choices as typed, one a line, each of the type that it is sent as. */
export function choicesOf(typed: string, of: string | null | undefined): Json[] {
  const lines = typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.map((line) => {
    const parsed = parseValue({ type: itemType(of) }, line);
    return parsed.ok ? parsed.value : line;
  });
}

function parseList(declaration: Pick<Declaration, 'of'>, typed: string): Parsed {
  const items = typed.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  const values: Json[] = [];
  for (const item of items) {
    const parsed = parseValue({ type: itemType(declaration.of) }, item);
    if (!parsed.ok) return wrong(texts.parameters.wrong.item(item, parsed.why));
    values.push(parsed.value);
  }
  return ok(values);
}

function itemType(of: string | null | undefined): Declaration['type'] {
  if (of === 'number' || of === 'long' || of === 'double' || of === 'decimal') return 'number';
  return of === 'keyword' || of === 'instant' || of === 'boolean' || of === 'edn' ? of : 'text';
}

/** As it stands in an input: lists one item a line. */
export function showValue(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(showValue).join('\n');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What is sent: what was chosen, else the default. The names of those that have neither are `missing`. */
export function chosenValues(declarations: Declaration[], chosen: Values): { values: Values; missing: string[] } {
  const values: Values = {};
  const missing: string[] = [];
  for (const { name, default: fallback } of declarations) {
    const value = chosen[name] ?? fallback ?? null;
    if (value === null) missing.push(name);
    else values[name] = value;
  }
  return { values, missing };
}

/** The declarations that fit the text: in the order of `:in`, known ones kept, new ones guessed. */
export function declarationsFor(text: string, known: Declaration[]): Declaration[] {
  const names = inputNames(text);
  return names.map((name) => known.find((each) => each.name === name) ?? guessed(text, name));
}

function guessed(text: string, name: string): Declaration {
  const shape = inputShape(text, name);
  if (shape === 'many') return { name, type: 'list', of: 'text' };
  if (shape === 'other') return { name, type: 'edn' };
  if (/(^|-)(from|to|at|since|until|date|day|instant|time)$/.test(name)) return { name, type: 'instant' };
  return {
    name,
    type: /(^|-)(n|count|amount|least|most|limit|min|max|days|seed|number)$/.test(name) ? 'number' : 'text',
  };
}

function ok(value: Json): Parsed {
  return { ok: true, value };
}

function wrong(why: string): Parsed {
  return { ok: false, why };
}
