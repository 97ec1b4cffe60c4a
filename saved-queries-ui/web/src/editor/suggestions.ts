import type { BuiltIn, SavedProcedure } from '../api/procedures';
import type { ProcedureUse } from '../api/queries';
import type { Schema } from '../api/schema';
import { databaseOf } from '../datalog/query';
import { tokens } from '../edn/tokens';
import { texts } from '../texts';
import { aggregates, clauseWords, functions, sectionWords } from './functions';

/** What can be named in a query. */
export interface Vocabulary {
  schema: Schema;
  builtIn: BuiltIn[];
  saved: SavedProcedure[];
  sources: { [name: string]: unknown } | null;
}

export interface Suggestion {
  label: string;
  kind: 'attribute' | 'database' | 'function' | 'procedure' | 'rule' | 'variable' | 'word';
  detail: string;
  info: string;
  /** Above 0 is offered sooner. */
  boost: number;
  /** A saved procedure, whose rules must then go with the query. */
  uses?: ProcedureUse;
}

/** What may stand where the word from `from` to the caret is. */
export function suggestions(text: string, from: number, word: string, vocabulary: Vocabulary): Suggestion[] {
  if (word.startsWith('$')) return databases(vocabulary);
  if (word.startsWith('?')) return variables(text, from);
  if (word.startsWith(':'))
    return [
      ...attributes(vocabulary, sourceOfClause(text, from)),
      ...sectionWords.map((label) => plain(label, 'word')),
    ];
  return [...procedures(vocabulary), ...called()];
}

function databases({ schema, sources }: Vocabulary): Suggestion[] {
  const declared = Object.keys(sources ?? {}).map((label) => plain(label, 'database'));
  return [
    ...declared,
    ...schema.databases.map(({ name, mode }) => ({ ...plain(`$${name}`, 'database'), detail: mode })),
  ];
}

function variables(text: string, from: number): Suggestion[] {
  const names = new Set(
    tokens(text)
      .filter((token) => token.from !== from && token.text.startsWith('?'))
      .map((token) => token.text),
  );
  return [...names].map((label) => plain(label, 'variable'));
}

function attributes({ schema, sources }: Vocabulary, source: string | null): Suggestion[] {
  const wanted = source === null ? null : databaseOf(source, sources);
  return schema.databases.flatMap((database) =>
    (database.attributes ?? []).map((each): Suggestion => ({
      label: each.attribute,
      kind: 'attribute',
      detail: `${each.type}${each.cardinality === 'many' ? ' *' : ''}`,
      info: [each.documentation, texts.editor.attribute(database.name, each.unique, each.datoms)]
        .filter((part) => part !== undefined)
        .join('\n'),
      boost: database.name === wanted ? 2 : 0,
    })),
  );
}

/** The source that the clause around the caret names first. */
function sourceOfClause(text: string, from: number): string | null {
  const before = text.slice(Math.max(0, from - 500), from);
  return /[[(]\s*(\$[\w-]*)[^[\]()]*$/.exec(before)?.[1] ?? null;
}

function procedures({ builtIn, saved }: Vocabulary): Suggestion[] {
  const given = builtIn.map((each): Suggestion => ({
    label: each.name,
    kind: each.kind === 'rule' ? 'rule' : 'procedure',
    detail: each.kind === 'rule' ? texts.editor.rule : texts.editor.procedure,
    info: `${each.documentation}\n${each.example}`,
    boost: 1,
  }));
  const own = saved.map((each): Suggestion => ({
    label: each.name,
    kind: 'rule',
    detail: texts.editor.savedRule(each.version),
    info: `${each.documentation}\n${each.example}`,
    boost: 1,
    uses: { name: each.name, version: each.version },
  }));
  return [...given, ...own];
}

function called(): Suggestion[] {
  return [
    ...Object.entries(functions).map(([label, info]): Suggestion => ({
      label,
      kind: 'function',
      detail: texts.editor.function,
      info,
      boost: 0,
    })),
    ...aggregates
      .filter((label) => !(label in functions))
      .map((label): Suggestion => ({ ...plain(label, 'function'), detail: texts.editor.aggregate })),
    ...clauseWords.map((label) => plain(label, 'word')),
  ];
}

function plain(label: string, kind: Suggestion['kind']): Suggestion {
  return { label, kind, detail: '', info: '', boost: 0 };
}
