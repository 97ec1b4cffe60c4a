import { atomText, BRACKETS, inline, read, within, type Collection, type Form } from './forms';

const WIDTH = 100;
const SECTIONS = new Set([':find', ':keys', ':strs', ':syms', ':with', ':in', ':where']);

/**
 * EDN laid out for people: the sections of a query each on a line of its own, one clause of `:where` a line.
 * Only space changes: words, their order and comments stay. A text with a bracket that has no partner is
 * returned as it is, since any layout of it would be a guess.
 */
export function format(text: string): string {
  const document = read(text);
  if (document.unmatched.length > 0) return text;
  const parts = document.forms.map((form) => commentLines(form, 0) + layOut(form, 0));
  return [...parts, ...document.trailing].join('\n');
}

function layOut(form: Form, column: number): string {
  if (form.kind === 'atom') return inline(form);
  if (form.kind === 'vector' && isQuery(form)) return sections(form, column);
  if (!hasComments(form) && column + inline(form).length <= WIDTH) return inline(form);
  if (form.kind === 'map') return block(form, pairs(form, inner(form, column)), column);
  return form.kind === 'list' ? call(form, column) : block(form, lines(form.items, inner(form, column)), column);
}

function sections(form: Collection, column: number): string {
  const at = inner(form, column);
  const groups: Form[][] = [];
  for (const item of form.items) {
    const last = groups.at(-1);
    if (last === undefined || isSection(item)) groups.push([item]);
    else last.push(item);
  }
  return block(
    form,
    groups.map((group) => commentsOf(group[0], at) + section(group, at)),
    column,
  );
}

function section(group: Form[], column: number): string {
  const [head, ...items] = group;
  if (head === undefined) return '';
  const start = inline(head);
  if (items.length === 0) return start;
  const at = column + start.length + 1;
  const plain = items.every((item) => item.comments.length === 0 && !hasComments(item) && !containsQuery(item));
  const all = items.map(inline).join(' ');
  if (start !== ':where' && plain && at + all.length <= WIDTH) return `${start} ${all}`;
  const first = items[0];
  const firstLine = first !== undefined && first.comments.length > 0 ? `\n${' '.repeat(at)}` : ' ';
  return start + firstLine + lines(items, at).join(`\n${' '.repeat(at)}`);
}

/** `(or-join [?a] …)`: the head stays on the line, the arguments stand below each other after it. */
function call(form: Collection, column: number): string {
  const [head, ...rest] = form.items;
  if (head?.kind !== 'atom' || rest.length === 0) return block(form, lines(form.items, inner(form, column)), column);
  const start = inline(head);
  const at = inner(form, column) + start.length + 1;
  const first = rest[0];
  const gap = first !== undefined && first.comments.length > 0 ? `\n${' '.repeat(at)}` : ' ';
  return wrap(
    form,
    commentsOf(head, inner(form, column)) + start + gap + lines(rest, at).join(`\n${' '.repeat(at)}`),
    column,
  );
}

function pairs(form: Collection, column: number): string[] {
  const result: string[] = [];
  for (let i = 0; i < form.items.length; i += 2) {
    const key = form.items[i];
    const value = form.items[i + 1];
    if (key === undefined) break;
    const start = commentLines(key, column) + layOut(key, column);
    if (value === undefined) result.push(start);
    else if (value.comments.length > 0)
      result.push(`${start}\n${' '.repeat(column)}${commentLines(value, column)}${layOut(value, column)}`);
    else if (isSection(key) && value.kind === 'vector')
      result.push(`${start} ${clauses(value, column + inline(key).length + 1, inline(key))}`);
    else result.push(`${start} ${layOut(value, column + inline(key).length + 1)}`);
  }
  return result;
}

/** The vector of a section in a query that is a map. */
function clauses(form: Collection, column: number, key: string): string {
  return key === ':where' ? block(form, lines(form.items, inner(form, column)), column) : layOut(form, column);
}

function lines(items: Form[], column: number): string[] {
  return items.map((item) => commentLines(item, column) + layOut(item, column));
}

function block(form: Collection, parts: string[], column: number): string {
  return wrap(form, parts.join(`\n${' '.repeat(inner(form, column))}`), column);
}

function wrap(form: Collection, body: string, column: number): string {
  const [open, close] = BRACKETS[form.kind];
  const indent = `\n${' '.repeat(inner(form, column))}`;
  const trailing = form.trailing.map((comment) => indent + comment).join('');
  return form.prefix + open + body + trailing + (trailing === '' ? '' : indent) + close;
}

function inner(form: Collection, column: number): number {
  return column + form.prefix.length + BRACKETS[form.kind][0].length;
}

function commentLines(form: Form, column: number): string {
  return form.comments.map((comment) => `${comment}\n${' '.repeat(column)}`).join('');
}

function commentsOf(form: Form | undefined, column: number): string {
  return form === undefined ? '' : commentLines(form, column);
}

function isSection(form: Form): boolean {
  return SECTIONS.has(atomText(form) ?? '');
}

function isQuery(form: Form): boolean {
  return form.kind === 'vector' && atomText(form.items[0]) === ':find';
}

function containsQuery(form: Form): boolean {
  return [...within(form)].some(isQuery);
}

function hasComments(form: Form): boolean {
  return [...within(form)].some(
    (each) => (each !== form && each.comments.length > 0) || (each.kind !== 'atom' && each.trailing.length > 0),
  );
}
