import {
  insertCompletionText,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
} from '@codemirror/autocomplete';
import type { ProcedureUse } from '../api/queries';
import { suggestions, type Suggestion, type Vocabulary } from './suggestions';

const TYPES: Record<Suggestion['kind'], string> = {
  attribute: 'property',
  database: 'namespace',
  function: 'function',
  procedure: 'method',
  rule: 'class',
  variable: 'variable',
  word: 'keyword',
};

const WORD = /[:$?]?[\w.*+!<>=/?-]*$/;

export function completionOf(vocabulary: () => Vocabulary, onUse: (use: ProcedureUse) => void): CompletionSource {
  return (context: CompletionContext): CompletionResult | null => {
    const before = context.matchBefore(WORD);
    if (before === null || (before.from === before.to && !context.explicit)) return null;
    const text = context.state.doc.toString();
    const found = suggestions(text, before.from, before.text, vocabulary());
    // Names of functions stand only after a bracket; elsewhere they are in the way.
    const called =
      /[:$?]/.test(before.text.charAt(0)) ||
      context.explicit ||
      text.charAt(before.from - 1) === '(' ||
      /\(\$[\w-]*\s+$/.test(text.slice(0, before.from));
    if (!called || found.length === 0) return null;
    return { from: before.from, options: found.map((each) => optionOf(each, onUse)), validFor: WORD };
  };
}

function optionOf(
  { label, kind, detail, info, boost, uses }: Suggestion,
  onUse: (use: ProcedureUse) => void,
): Completion {
  return {
    label,
    type: TYPES[kind],
    boost,
    ...(detail === '' ? {} : { detail }),
    ...(info === '' ? {} : { info }),
    ...(uses === undefined
      ? {}
      : {
          apply: (view, _completion, from, to) => {
            view.dispatch(insertCompletionText(view.state, label, from, to));
            onUse(uses);
          },
        }),
  };
}
