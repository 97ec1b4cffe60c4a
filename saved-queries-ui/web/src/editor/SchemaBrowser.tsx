import { useState } from 'react';
import type { Attribute, Database } from '../api/schema';
import { ProblemBox } from '../page/ProblemBox';
import { texts } from '../texts';
import { wholeNumber } from '../time/moments';
import { useBuiltIn, useSavedProcedures, useSchema } from './vocabulary';

interface SchemaBrowserProps {
  /** The query: the databases that it reads are shown opened. */
  text: string;
  onInsert: (text: string) => void;
  /** A saved procedure was chosen: the query must send its rules. */
  onProcedure: (name: string, version: number, example: string) => void;
}

/** What can be asked about, with how much there is of it; a click writes it into the query. */
export function SchemaBrowser({ text, onInsert, onProcedure }: SchemaBrowserProps) {
  const schema = useSchema();
  const [wanted, setWanted] = useState('');
  const word = wanted.trim().toLowerCase();
  return (
    <div className="schema">
      <input
        type="search"
        aria-label={texts.editor.searchSchema}
        placeholder={texts.editor.searchSchema}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      {schema.isError && <ProblemBox error={schema.error} onRetry={() => void schema.refetch()} />}
      {schema.data?.databases.map((database) => (
        <DatabaseEntry
          key={database.name}
          database={database}
          mentioned={text.includes(`$${database.name}`)}
          word={word}
          onInsert={onInsert}
        />
      ))}
      <Procedures word={word} onInsert={onInsert} onProcedure={onProcedure} />
    </div>
  );
}

function DatabaseEntry({
  database,
  mentioned,
  word,
  onInsert,
}: {
  database: Database;
  mentioned: boolean;
  word: string;
  onInsert: (text: string) => void;
}) {
  const attributes = (database.attributes ?? []).filter(
    ({ attribute, documentation }) =>
      word === '' || `${attribute} ${documentation ?? ''} ${database.name}`.toLowerCase().includes(word),
  );
  if (word !== '' && attributes.length === 0) return null;
  return (
    <details open={word !== '' || mentioned ? true : undefined}>
      <summary>
        <span className="database">{database.name}</span>
        <small className="muted">{texts.editor.attributes(attributes.length)}</small>
      </summary>
      {database.problem !== undefined && <p className="problem-detail">{database.problem.detail}</p>}
      <ul>
        <li>
          <button
            type="button"
            className="attribute"
            onClick={() => onInsert(`$${database.name}`)}
            title={texts.editor.insert(`$${database.name}`)}
          >
            <code>${database.name}</code>
          </button>
        </li>
        {attributes.map((each) => (
          <AttributeEntry key={each.attribute} attribute={each} onInsert={onInsert} />
        ))}
      </ul>
    </details>
  );
}

function AttributeEntry({ attribute, onInsert }: { attribute: Attribute; onInsert: (text: string) => void }) {
  const { attribute: name, type, cardinality, unique, documentation, datoms } = attribute;
  return (
    <li>
      <button
        type="button"
        className="attribute"
        onClick={() => onInsert(name)}
        title={[documentation, texts.editor.insert(name)].filter(Boolean).join('\n')}
      >
        <code>{name}</code>
        <small className="muted">
          {type}
          {cardinality === 'many' && ' *'}
          {unique !== undefined && ` · ${texts.editor.unique}`}
        </small>
        {datoms !== undefined && (
          <small className="count" title={texts.editor.datoms(wholeNumber(datoms))}>
            {wholeNumber(datoms)}
          </small>
        )}
      </button>
    </li>
  );
}

function Procedures({ word, onInsert, onProcedure }: Omit<SchemaBrowserProps, 'text'> & { word: string }) {
  const builtIn = useBuiltIn().data ?? [];
  const saved = useSavedProcedures().data ?? [];
  const fits = (each: { name: string; documentation: string }) =>
    word === '' || `${each.name} ${each.documentation}`.toLowerCase().includes(word);
  if (![...builtIn, ...saved].some(fits)) return null;
  return (
    <details open={word !== '' ? true : undefined}>
      <summary>
        <span className="database">{texts.page.procedures}</span>
        <small className="muted">{builtIn.length + saved.length}</small>
      </summary>
      <ul>
        {builtIn.filter(fits).map((each) => (
          <li key={each.name}>
            <button
              type="button"
              className="attribute"
              title={each.documentation}
              onClick={() => onInsert(each.example)}
            >
              <code>{each.name}</code>
              <small className="muted">{each.kind === 'rule' ? texts.editor.rule : texts.editor.function}</small>
            </button>
          </li>
        ))}
        {saved.filter(fits).map((each) => (
          <li key={each.name}>
            <button
              type="button"
              className="attribute"
              title={each.documentation}
              onClick={() => onProcedure(each.name, each.version, each.example)}
            >
              <code>{each.name}</code>
              <small className="muted">{texts.editor.savedRule(each.version)}</small>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
