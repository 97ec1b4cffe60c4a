import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useId, useState } from 'react';
import { isProblem, problemOf } from '../api/problem';
import { procedures, type ProcedureDraft, type SavedProcedure } from '../api/procedures';
import { placesOf } from '../datalog/place';
import { format } from '../edn/format';
import { useVocabulary } from '../editor/vocabulary';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import { texts } from '../texts';
import { When } from '../time/When';
import { ProcedureUsers } from './ProcedureUsers';
import { parametersOf, withParametersOf } from './rules';

const CodeEditor = lazy(() => import('../editor/CodeEditor'));

interface ProcedureEditorProps {
  saved: SavedProcedure | null;
  onSaved: (name: string) => void;
}

/** A rule that people saved. Who uses it is shown before it is changed. */
export function ProcedureEditor({ saved, onSaved }: ProcedureEditorProps) {
  const id = useId();
  const client = useQueryClient();
  const vocabulary = useVocabulary(null);
  const [name, setName] = useState(saved?.name ?? '');
  const [note, setNote] = useState('');
  const [basedOn, setBasedOn] = useState(saved?.version ?? 0);
  const [draft, setDraft] = useState<ProcedureDraft>(
    saved === null
      ? { parameters: [], documentation: '', example: '', rules: texts.procedures.startingRule }
      : {
          parameters: saved.parameters,
          documentation: saved.documentation,
          example: saved.example,
          rules: saved.rules,
        },
  );
  const change = (part: Partial<ProcedureDraft>) => setDraft((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: (on: number) => {
      const sent = withParametersOf(draft, name);
      return saved === null ? procedures.create(name, sent, note) : procedures.save(name, on, sent, note);
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['procedures'] });
      onSaved(name);
    },
  });
  const conflict = isProblem(save.error, 'changed-meanwhile')
    ? (save.error.problem['newest'] as { version: number; 'saved-by': string })
    : null;
  const marks =
    save.isError && conflict === null
      ? { places: placesOf(problemOf(save.error), draft.rules), message: problemOf(save.error).detail ?? '' }
      : null;
  const variables = parametersOf(draft.rules, name);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(basedOn);
      }}
    >
      <h2>
        {saved === null ? (
          texts.procedures.create
        ) : (
          <>
            <code>{saved.name}</code> <span className="badge">{texts.query.version(saved.version)}</span>
          </>
        )}
      </h2>
      {saved !== null && saved['saved-at'] !== undefined && (
        <p className="query-meta">
          <span>{saved['saved-by'] ?? saved.owner}</span>
          <When instant={saved['saved-at']} />
        </p>
      )}
      {saved !== null && <ProcedureUsers name={saved.name} newest={saved.version} />}
      {saved === null && (
        <>
          <label htmlFor={`${id}-name`}>{texts.save.name}</label>
          <input
            id={`${id}-name`}
            required
            pattern="[a-z][a-z0-9\-]*"
            maxLength={120}
            value={name}
            aria-describedby={`${id}-name-help`}
            onChange={(event) => setName(event.target.value)}
          />
          <small id={`${id}-name-help`} className="muted">
            {texts.procedures.nameHelp}
          </small>
        </>
      )}
      <label htmlFor={`${id}-documentation`}>{texts.procedures.documentation}</label>
      <textarea
        id={`${id}-documentation`}
        rows={2}
        required
        value={draft.documentation}
        onChange={(event) => change({ documentation: event.target.value })}
      />
      <label htmlFor={`${id}-example`}>{texts.procedures.example}</label>
      <input
        id={`${id}-example`}
        className="code"
        value={draft.example}
        placeholder={`($bills ${name || 'name'} ?bill)`}
        onChange={(event) => change({ example: event.target.value })}
      />
      <div className="label-line">
        <span className="label">{texts.procedures.rules}</span>
        <button type="button" className="small" onClick={() => change({ rules: format(draft.rules) })}>
          {texts.editor.format}
        </button>
      </div>
      <Suspense fallback={<Loading />}>
        <div className="boxed">
          <CodeEditor
            value={draft.rules}
            label={texts.procedures.rules}
            vocabulary={vocabulary}
            marks={marks}
            onChange={(rules) => change({ rules })}
          />
        </div>
      </Suspense>
      {variables.length > 0 && <p className="label">{texts.procedures.parameters}</p>}
      {variables.map((variable) => (
        <div key={variable} className="declaration-line">
          <label htmlFor={`${id}-${variable}`}>
            <code>{variable}</code>
          </label>
          <input
            id={`${id}-${variable}`}
            placeholder={texts.procedures.parameterHint}
            value={draft.parameters.find((each) => each.name === variable)?.documentation ?? ''}
            onChange={(event) =>
              change({
                parameters: [
                  ...draft.parameters.filter((each) => each.name !== variable),
                  { name: variable, documentation: event.target.value },
                ],
              })
            }
          />
        </div>
      ))}
      {saved !== null && (
        <>
          <label htmlFor={`${id}-note`}>{texts.save.note}</label>
          <input
            id={`${id}-note`}
            value={note}
            placeholder={texts.save.noteHint}
            onChange={(event) => setNote(event.target.value)}
          />
        </>
      )}
      {conflict !== null && (
        <p className="notice" role="alert">
          {texts.procedures.conflict(conflict['saved-by'], conflict.version)}{' '}
          <button
            type="button"
            className="small"
            onClick={() => {
              setBasedOn(conflict.version);
              save.mutate(conflict.version);
            }}
          >
            {texts.conflict.onTop(conflict.version + 1)}
          </button>
        </p>
      )}
      {save.isError && conflict === null && <ProblemBox error={save.error} />}
      <div className="dialog-actions">
        <button type="submit" className="primary" disabled={save.isPending}>
          {saved === null ? texts.query.save : texts.procedures.saveNext(saved.version + 1)}
        </button>
      </div>
    </form>
  );
}
