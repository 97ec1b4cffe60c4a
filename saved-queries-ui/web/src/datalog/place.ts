import { kindOf, type Problem } from '../api/problem';
import { read, within, type Form } from '../edn/forms';
import { tokens } from '../edn/tokens';

export interface Place {
  from: number;
  to: number;
}

/**
 * Where in the text a problem is. The service names a clause by its words: Datomic writes a pattern as a list and
 * leaves its source out, so brackets and sources do not count.
 */
export function placesOf(problem: Problem, text: string): Place[] {
  const document = read(text);
  const clauses = [problem.clause, problem['other-clause']].filter((clause) => typeof clause === 'string');
  const found = clauses.flatMap((clause) => {
    const place = clausePlace(clause, document.forms);
    return place === null ? [] : [narrowed(place, problem, text)];
  });
  if (found.length > 0) return found;
  if (typeof problem.name === 'string') {
    const named = tokens(text).find((token) => token.text === problem.name);
    if (named !== undefined) return [named];
  }
  if (document.unmatched.length > 0) return document.unmatched.slice(0, 1);
  const second = document.forms[1];
  if (kindOf(problem) === 'edn-syntax' && second !== undefined) return [{ from: second.from, to: second.to }];
  const byLine = linePlace(problem.detail ?? '', text);
  return byLine === null ? [] : [byLine];
}

/** In a long clause, the one word that is refused: the one that the problem names, or the keyword that its words speak of. */
function narrowed(place: Place, { name, detail }: Problem, text: string): Place {
  const inside = tokens(text.slice(place.from, place.to));
  const said = new Set((detail ?? '').split(/[\s'",;()[\]]+/).map((word) => word.replace(/[.:]$/, '')));
  const spokenOf = inside.filter(({ text: word }) => word.startsWith(':') && said.has(word));
  const token = typeof name === 'string' ? inside.find(({ text: word }) => word === name) : spokenOf[0];
  return token === undefined || (typeof name !== 'string' && spokenOf.length > 1)
    ? place
    : { from: place.from + token.from, to: place.from + token.to };
}

function clausePlace(clause: string, forms: Form[]): Place | null {
  const wanted = words(read(clause).forms);
  for (const form of forms.flatMap((each) => [...within(each)])) {
    if (form.kind !== 'atom' && words([form]) === wanted) return { from: form.from, to: form.to };
  }
  return null;
}

function words(forms: Form[]): string {
  return forms
    .flatMap((form) => [...within(form)])
    .flatMap((form) => (form.kind === 'atom' ? [form.token.text] : []))
    .filter((word) => !word.startsWith('$'))
    .join(' ');
}

function linePlace(detail: string, text: string): Place | null {
  const match = /^Line (\d+), column (\d+)/.exec(detail);
  if (match === null) return null;
  const lines = text.split('\n');
  const before = lines.slice(0, Number(match[1]) - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const at = Math.min(before + Number(match[2]) - 1, text.length);
  return { from: Math.max(0, at - 1), to: at };
}
