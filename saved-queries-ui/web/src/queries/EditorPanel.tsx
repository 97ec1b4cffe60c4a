import { lazy, Suspense, useMemo, useState, type RefObject } from 'react';
import type { Problem } from '../api/problem';
import { placesOf } from '../datalog/place';
import { format } from '../edn/format';
import type { EditorHandle } from '../editor/CodeEditor';
import { useVocabulary } from '../editor/vocabulary';
import type { QueryForm } from '../form/form';
import { Loading } from '../page/Loading';
import type { Declaration } from '../parameters/declaration';
import { DeclarationEditor } from '../parameters/DeclarationEditor';
import { texts } from '../texts';
import { ProcedureUses } from './ProcedureUses';
import { SourcesEditor } from './SourcesEditor';
import type { WorkspaceState } from './useWorkspace';

const CodeEditor = lazy(() => import('../editor/CodeEditor'));
const FormPanel = lazy(async () => ({ default: (await import('../form/FormPanel')).FormPanel }));

interface EditorPanelProps {
  workspace: WorkspaceState;
  editor: RefObject<EditorHandle | null>;
  open: boolean;
  onOpen: (open: boolean) => void;
  onRun: () => void;
  problem: Problem | null;
  schemaOpen: boolean;
  onSchema: (open: boolean) => void;
}

type Mode = 'datalog' | 'form' | 'parameters';

export function EditorPanel({
  workspace,
  editor,
  open,
  onOpen,
  onRun,
  problem,
  schemaOpen,
  onSchema,
}: EditorPanelProps) {
  const [mode, setMode] = useState<Mode>('datalog');
  const [form, setForm] = useState<{ of: string; form: QueryForm } | null>(null);
  const { draft, setText, change } = workspace;
  const { text, parameters, sources } = draft;
  const query = useMemo(() => ({ text, parameters, sources }), [text, parameters, sources]);
  const vocabulary = useVocabulary(draft.sources);
  const marks = useMemo(
    () => (problem === null ? null : { places: placesOf(problem, draft.text), message: problem.detail ?? '' }),
    // oxlint-disable-next-line react/exhaustive-deps -- marks are of the text that was run, and go with the first change of it
    [problem],
  );
  return (
    <section className="editor-panel" aria-label={texts.editor.title}>
      <div className="editor-tools">
        <button type="button" className="small" aria-pressed={schemaOpen} onClick={() => onSchema(!schemaOpen)}>
          {texts.editor.schema}
        </button>
        {open && (
          <div className="segments" role="group" aria-label={texts.editor.modes}>
            {(['datalog', 'form', 'parameters'] as const).map((each) => (
              <button
                key={each}
                type="button"
                className="segment"
                aria-pressed={mode === each}
                onClick={() => setMode(each)}
              >
                {texts.editor.mode[each]}
                {each === 'parameters' && draft.parameters.length > 0 && ` (${draft.parameters.length})`}
              </button>
            ))}
          </div>
        )}
        <span className="grow" />
        {open && mode === 'datalog' && (
          <button type="button" className="small" onClick={() => setText(format(draft.text))}>
            {texts.editor.format}
          </button>
        )}
        <button type="button" className="small" aria-expanded={open} onClick={() => onOpen(!open)}>
          {open ? texts.editor.hide : texts.editor.show}
        </button>
      </div>
      {open && (
        <Suspense
          fallback={
            <div className="code-editor">
              <Loading />
            </div>
          }
        >
          {mode === 'datalog' && (
            <CodeEditor
              ref={editor}
              value={draft.text}
              label={texts.editor.label}
              hint={texts.editor.hint}
              vocabulary={vocabulary}
              marks={marks}
              onChange={setText}
              onRun={onRun}
              onUse={workspace.use}
            />
          )}
          {mode === 'form' && (
            <FormPanel
              query={query}
              changed={form?.of === text ? form.form : null}
              onChange={(changed) => setForm({ of: text, form: changed })}
              onUse={(written) => {
                change({
                  text: written.text,
                  parameters: withWhatWasSaid(written.parameters, parameters),
                  procedures: [],
                  sources: null,
                });
                setMode('datalog');
              }}
            />
          )}
          {mode === 'parameters' && (
            <>
              <DeclarationEditor declarations={draft.parameters} onChange={(parameters) => change({ parameters })} />
              <SourcesEditor text={draft.text} sources={draft.sources} onChange={(sources) => change({ sources })} />
            </>
          )}
        </Suspense>
      )}
      <ProcedureUses uses={draft.procedures} onChange={(procedures) => change({ procedures })} />
    </section>
  );
}

/** The form knows names, types and defaults of inputs; help and choices that somebody gave them stay. */
function withWhatWasSaid(written: Declaration[], before: Declaration[]): Declaration[] {
  return written.map((input) => {
    const said = before.find(({ name }) => name === input.name);
    return said === undefined ? input : { ...said, ...(input.default === undefined ? {} : { default: input.default }) };
  });
}
