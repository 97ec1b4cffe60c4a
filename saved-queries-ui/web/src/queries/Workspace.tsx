import { useRef, useState } from 'react';
import type { Draft, SavedQuery } from '../api/queries';
import type { EditorHandle } from '../editor/CodeEditor';
import { SchemaBrowser } from '../editor/SchemaBrowser';
import { useKeys } from '../page/useKeys';
import { useTitle } from '../page/useTitle';
import { ParameterBar } from '../parameters/ParameterBar';
import { useRun } from '../runs/useRun';
import { texts } from '../texts';
import { AnswerTabs } from './AnswerTabs';
import { EditorPanel } from './EditorPanel';
import { QueryHead } from './QueryHead';
import { Restored } from './Restored';
import { RunBar } from './RunBar';
import { useWorkspace } from './useWorkspace';

interface WorkspaceProps {
  saved: SavedQuery | null;
  base: Draft;
  version: number | null;
}

const WIDE = '(min-width: 900px)';

/** View and edit in one: the query above, its answer below, what can be asked about at the side. */
export function Workspace({ saved, base, version }: WorkspaceProps) {
  const workspace = useWorkspace(saved, base, version);
  const run = useRun();
  const editor = useRef<EditorHandle>(null);
  const [schemaOpen, setSchemaOpen] = useState(() => matchMedia(WIDE).matches);
  const [editing, setEditing] = useState(() => saved === null || matchMedia(WIDE).matches);
  const [missing, setMissing] = useState<string[]>([]);
  const { draft } = workspace;
  useTitle(draft.name || texts.query.untitled);

  function start(cartesian = false) {
    setMissing(workspace.chosen.missing);
    if (draft.text.trim() === '' || workspace.chosen.missing.length > 0) return;
    void run.start((id) => workspace.request(id, cartesian), draft.text);
  }

  // Ctrl-Enter runs and Escape cancels wherever the focus is, also if it is nowhere, as when the page was just opened.
  useKeys((event) => {
    // What the editor has taken, such as Escape for its list of completions, is not for the page.
    if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) start();
    else if (event.key === 'Escape' && run.state.kind === 'running') run.cancel();
    else return;
    event.preventDefault();
  });

  function insert(text: string) {
    setEditing(true);
    if (editor.current === null) workspace.setText(`${draft.text}${draft.text === '' ? '' : ' '}${text}`);
    else editor.current.insert(text);
  }

  return (
    <div className={schemaOpen ? 'workspace with-schema' : 'workspace'}>
      <QueryHead saved={saved} version={version} workspace={workspace} />
      {workspace.restoredAt !== null && (
        <Restored at={workspace.restoredAt} onKeep={workspace.dismissRestored} onDiscard={workspace.discard} />
      )}
      <aside className="schema-side" aria-label={texts.editor.schema} hidden={!schemaOpen}>
        <SchemaBrowser
          text={draft.text}
          onInsert={insert}
          onProcedure={(name, newest, example) => {
            workspace.use({ name, version: newest });
            insert(example);
          }}
        />
      </aside>
      <div className="work">
        <EditorPanel
          workspace={workspace}
          editor={editor}
          open={editing}
          onOpen={setEditing}
          onRun={() => start()}
          problem={run.state.kind === 'failed' && run.state.text === draft.text ? run.state.problem : null}
          schemaOpen={schemaOpen}
          onSchema={setSchemaOpen}
        />
        <ParameterBar
          declarations={draft.parameters}
          values={workspace.values}
          missing={missing}
          onChange={(values) => {
            setMissing([]);
            workspace.setValues(values);
          }}
        />
        <RunBar
          workspace={workspace}
          query={saved?.id ?? null}
          state={run.state}
          answered={run.answered}
          onRun={() => start()}
          onCancel={run.cancel}
        />
        <AnswerTabs saved={saved} version={version} workspace={workspace} run={run} onRun={start} />
      </div>
    </div>
  );
}
