import { lazy, Suspense, useState } from 'react';
import { kindOf, ProblemError } from '../api/problem';
import type { SavedQuery } from '../api/queries';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import { Tabs } from '../page/Tabs';
import { ResultPanel } from '../results/ResultPanel';
import type { useRun } from '../runs/useRun';
import { texts } from '../texts';
import type { WorkspaceState } from './useWorkspace';

const ChartPanel = lazy(async () => ({ default: (await import('../charts/ChartPanel')).ChartPanel }));
const EvolutionPanel = lazy(async () => ({ default: (await import('../runs/EvolutionPanel')).EvolutionPanel }));
const RunList = lazy(async () => ({ default: (await import('../runs/RunList')).RunList }));
const VersionsPanel = lazy(async () => ({ default: (await import('../versions/VersionsPanel')).VersionsPanel }));
const AboutPanel = lazy(async () => ({ default: (await import('./AboutPanel')).AboutPanel }));

interface AnswerTabsProps {
  saved: SavedQuery | null;
  version: number | null;
  workspace: WorkspaceState;
  run: ReturnType<typeof useRun>;
  onRun: (cartesian?: boolean) => void;
}

type Name = 'result' | 'chart' | 'evolution' | 'runs' | 'versions' | 'about';

export function AnswerTabs({ saved, version, workspace, run, onRun }: AnswerTabsProps) {
  const [tab, setTab] = useState<Name>('result');
  const names: Name[] =
    saved === null ? ['result', 'chart', 'evolution'] : ['result', 'chart', 'evolution', 'runs', 'versions', 'about'];
  const { state, answered } = run;
  return (
    <Tabs
      label={texts.query.tabs}
      tabs={names.map((name) => ({ name, label: texts.query.tab[name] }))}
      chosen={tab}
      onChoose={setTab}
    >
      {state.kind === 'failed' && (tab === 'result' || tab === 'chart') && (
        <ProblemBox error={new ProblemError(state.problem)}>
          {kindOf(state.problem) === 'query-disconnected' && (
            <p>
              <button type="button" className="small" onClick={() => onRun(true)}>
                {texts.run.allowCartesian}
              </button>
            </p>
          )}
        </ProblemBox>
      )}
      {state.kind === 'cancelled' && tab === 'result' && (
        <p className="notice" role="status">
          {texts.run.cancelled}
        </p>
      )}
      <Suspense fallback={<Loading />}>
        <div className={state.kind === 'running' ? 'answer stale' : 'answer'} aria-busy={state.kind === 'running'}>
          {tab === 'result' &&
            (answered === null
              ? state.kind === 'idle' && <NotYet onRun={() => onRun()} empty={workspace.draft.text.trim() === ''} />
              : state.kind !== 'failed' && (
                  <ResultPanel
                    key={answered.answer.run.id}
                    answer={answered.answer}
                    text={answered.text}
                    sources={workspace.draft.sources}
                    cursor={answered.cursor}
                  />
                ))}
          {tab === 'chart' &&
            (answered === null ? (
              state.kind === 'idle' && <NotYet onRun={() => onRun()} empty={workspace.draft.text.trim() === ''} />
            ) : (
              <ChartPanel
                answer={answered.answer}
                text={answered.text}
                sources={workspace.draft.sources}
                chart={workspace.draft.chart}
                onChange={(chart) => workspace.change({ chart })}
              />
            ))}
          {tab === 'evolution' && (
            <EvolutionPanel
              workspace={workspace}
              onOpen={(instant) => {
                workspace.setCursor(instant);
                setTab('result');
              }}
            />
          )}
          {tab === 'runs' && saved !== null && <RunList of={{ query: saved.id }} showQuery={false} />}
          {tab === 'versions' && saved !== null && (
            <VersionsPanel saved={saved} shown={version ?? saved.version} changed={workspace.changed} />
          )}
          {tab === 'about' && saved !== null && <AboutPanel saved={saved} />}
        </div>
      </Suspense>
    </Tabs>
  );
}

function NotYet({ onRun, empty }: { onRun: () => void; empty: boolean }) {
  return (
    <div className="empty">
      <p>{empty ? texts.run.nothingToRun : texts.run.notYet}</p>
      {!empty && (
        <button type="button" className="primary" onClick={onRun}>
          {texts.run.run}
        </button>
      )}
    </div>
  );
}
