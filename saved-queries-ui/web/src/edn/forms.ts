import { allTokens, type Token } from './tokens';

export type Bracket = 'list' | 'vector' | 'map' | 'set';

export interface Atom {
  kind: 'atom';
  token: Token;
  prefix: string;
  from: number;
  to: number;
  comments: string[];
}

export interface Collection {
  kind: Bracket;
  items: Form[];
  prefix: string;
  from: number;
  to: number;
  /** Comments before the form, each with its semicolons. */
  comments: string[];
  /** Comments after the last item. */
  trailing: string[];
  closed: boolean;
}

export type Form = Atom | Collection;

export interface Document {
  forms: Form[];
  trailing: string[];
  /** Brackets without a partner, and where. */
  unmatched: Token[];
}

const KINDS: Record<string, Bracket> = { '(': 'list', '[': 'vector', '{': 'map', '#{': 'set' };
export const BRACKETS: Record<Bracket, [string, string]> = {
  list: ['(', ')'],
  vector: ['[', ']'],
  map: ['{', '}'],
  set: ['#{', '}'],
};

/** The tree of a text. What is not closed ends with the text; what closes nothing is left out and reported. */
export function read(text: string): Document {
  const document: Document = { forms: [], trailing: [], unmatched: [] };
  const open: { form: Collection; token: Token }[] = [];
  let prefix = '';
  let prefixFrom = -1;
  let comments: string[] = [];

  const add = (form: Form) => {
    (open.at(-1)?.form.items ?? document.forms).push(form);
    prefix = '';
    prefixFrom = -1;
    comments = [];
  };

  for (const token of allTokens(text)) {
    const from = prefixFrom === -1 ? token.from : prefixFrom;
    if (token.kind === 'space') continue;
    if (token.kind === 'comment') comments.push(token.text.trimEnd());
    else if (token.kind === 'prefix') {
      if (prefixFrom === -1) prefixFrom = token.from;
      prefix += isTag(token) ? `${token.text} ` : token.text;
    } else if (token.kind === 'open') {
      const kind = KINDS[token.text] ?? 'list';
      const form: Collection = {
        kind,
        items: [],
        prefix,
        from,
        to: text.length,
        comments,
        trailing: [],
        closed: false,
      };
      add(form);
      open.push({ form, token });
    } else if (token.kind === 'close') {
      const innermost = open.at(-1);
      if (innermost === undefined || BRACKETS[innermost.form.kind][1] !== token.text) {
        document.unmatched.push(token);
        continue;
      }
      innermost.form.trailing = comments;
      innermost.form.to = token.to;
      innermost.form.closed = true;
      comments = [];
      open.pop();
    } else add({ kind: 'atom', token, prefix, from, to: token.to, comments });
  }
  document.trailing = comments;
  document.unmatched.push(...open.map((each) => each.token));
  return document;
}

function isTag(token: Token): boolean {
  return /^#[A-Za-z]/.test(token.text);
}

/** The text of an atom without a prefix, else undefined. */
export function atomText(form: Form | undefined): string | undefined {
  return form?.kind === 'atom' && form.prefix === '' ? form.token.text : undefined;
}

export function isVariable(text: string | undefined): text is string {
  return text !== undefined && text.startsWith('?');
}

export function isSource(text: string | undefined): text is string {
  return text !== undefined && text.startsWith('$');
}

/** The form and everything in it, outermost first. */
export function* within(form: Form): Generator<Form> {
  yield form;
  if (form.kind !== 'atom') for (const item of form.items) yield* within(item);
}

/** A form on one line, without its comments. */
export function inline(form: Form): string {
  if (form.kind === 'atom') return form.prefix + form.token.text;
  const [open, close] = BRACKETS[form.kind];
  return form.prefix + open + form.items.map(inline).join(' ') + close;
}
