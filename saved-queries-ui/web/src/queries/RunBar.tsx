import { useNow } from '../page/useNow';
import { texts } from '../texts';
import { duration } from '../time/moments';
import { TimeControl } from '../time/TimeControl';
import type { Answered, RunState } from '../runs/useRun';
import type { WorkspaceState } from './useWorkspace';

interface RunBarProps {
  workspace: WorkspaceState;
  query: string | null;
  state: RunState;
  answered: Answered | null;
  onRun: () => void;
  onCancel: () => void;
}

const onApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

const LIMITS = [1000, 10_000, 100_000];

export function RunBar({ workspace, query, state, answered, onRun, onCancel }: RunBarProps) {
  return (
    <div className="run-bar">
      {state.kind === 'running' ? (
        <button type="button" className="danger run" onClick={onCancel}>
          {texts.run.cancel} <kbd>Esc</kbd>
        </button>
      ) : (
        <button type="button" className="primary run" disabled={workspace.draft.text.trim() === ''} onClick={onRun}>
          {texts.run.run} <kbd>{texts.run.keys(onApple)}</kbd>
        </button>
      )}
      <TimeControl
        cursor={workspace.cursor}
        onChange={workspace.setCursor}
        query={query}
        last={answered?.answer.cursor ?? null}
      />
      <label className="limit">
        <span className="muted">{texts.run.upTo}</span>
        <select value={workspace.limit} onChange={(event) => workspace.setLimit(Number(event.target.value))}>
          {LIMITS.map((limit) => (
            <option key={limit} value={limit}>
              {texts.run.limit(limit.toLocaleString('en'))}
            </option>
          ))}
        </select>
      </label>
      <span className="grow" />
      {state.kind === 'running' && <Elapsed since={state.since} />}
      <span className="sr-only" role="status" aria-live="polite">
        {statusText(state, answered)}
      </span>
    </div>
  );
}

function Elapsed({ since }: { since: number }) {
  const now = useNow(100);
  return (
    <span className="elapsed">
      <span className="progress" role="progressbar" aria-label={texts.run.running} />
      {texts.run.runningFor} <b>{duration(Math.max(0, now - since))}</b>
    </span>
  );
}

function statusText(state: RunState, answered: Answered | null): string {
  switch (state.kind) {
    case 'running':
      return texts.run.running;
    case 'answered':
      return texts.run.answered(answered?.answer['row-count'] ?? 0);
    case 'cancelled':
      return texts.run.cancelled;
    case 'failed':
      return texts.run.failed(state.problem.detail ?? '');
    default:
      return '';
  }
}
