import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { runs, type Evolution } from '../api/runs';
import { ChartView } from '../charts/ChartView';
import { ProblemBox } from '../page/ProblemBox';
import type { WorkspaceState } from '../queries/useWorkspace';
import { texts } from '../texts';
import { InstantInput } from '../time/InstantInput';
import { absoluteTime, wholeNumber } from '../time/moments';
import { isNumeric } from '../results/order';
import { lineOf, measured, suggestedMeasure, type Measure } from './evolution';
import { newId } from './id';

interface EvolutionPanelProps {
  workspace: WorkspaceState;
  /** The query is to be asked at this instant. */
  onOpen: (instant: string) => void;
}

const STEPS = ['PT1H', 'PT6H', 'P1D', 'P1W', 'P1M', 'P1Y'] as const;
const YEAR = 365 * 86_400_000;

/** The same query at many instants: how its answer came to be what it is. */
export function EvolutionPanel({ workspace, onOpen }: EvolutionPanelProps) {
  const [to, setTo] = useState<string | null>(() =>
    new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString(),
  );
  const [from, setFrom] = useState<string | null>(() =>
    new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 - YEAR).toISOString(),
  );
  const [step, setStep] = useState<string>('P1M');
  const evolution = useMutation({
    mutationFn: () => {
      const { cursor: _cursor, ...of } = workspace.request(newId());
      return runs.evolution(of, from ?? '', to ?? '', step);
    },
  });
  const { missing } = workspace.chosen;
  const ready = from !== null && to !== null && from < to && workspace.draft.text.trim() !== '' && missing.length === 0;
  return (
    <div className="evolution">
      <p className="muted">{texts.evolution.help}</p>
      <form
        className="evolution-form"
        onSubmit={(event) => {
          event.preventDefault();
          evolution.mutate();
        }}
      >
        <span>
          <span className="label">{texts.evolution.from}</span>{' '}
          <InstantInput label={texts.evolution.from} value={from} onChange={setFrom} />
        </span>
        <span>
          <span className="label">{texts.evolution.to}</span>{' '}
          <InstantInput label={texts.evolution.to} value={to} onChange={setTo} />
        </span>
        <label>
          {texts.evolution.step}{' '}
          <select value={step} onChange={(event) => setStep(event.target.value)}>
            {STEPS.map((each) => (
              <option key={each} value={each}>
                {texts.evolution.steps[each]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="primary" disabled={!ready || evolution.isPending}>
          {evolution.isPending ? texts.run.running : texts.evolution.show}
        </button>
      </form>
      {missing.length > 0 && <p className="muted">{texts.share.missing(missing.join(', '))}</p>}
      {evolution.isError && <ProblemBox error={evolution.error} />}
      {evolution.data !== undefined && <Points evolution={evolution.data} onOpen={onOpen} />}
    </div>
  );
}

function Points({ evolution, onOpen }: { evolution: Evolution; onOpen: (instant: string) => void }) {
  const [measure, setMeasure] = useState<Measure>(() => suggestedMeasure(evolution));
  const name = measure.kind === 'rows' ? texts.evolution.rows : (evolution.columns[measure.column] ?? '');
  const line = lineOf(evolution, measure, name);
  const failed = evolution.points.filter((point) => point.problem !== undefined);
  return (
    <>
      <label className="inline">
        {texts.evolution.measure}{' '}
        <select
          value={measure.kind === 'rows' ? '' : String(measure.column)}
          onChange={(event) =>
            setMeasure(
              event.target.value === '' ? { kind: 'rows' } : { kind: 'sum', column: Number(event.target.value) },
            )
          }
        >
          <option value="">{texts.evolution.rows}</option>
          {evolution.columns.map(
            (column, at) =>
              isNumeric(evolution.types[at]) && (
                <option key={column} value={at}>
                  {texts.evolution.sum(column)}
                </option>
              ),
          )}
        </select>
      </label>
      <ChartView chart={{ kind: 'line', x: 'as-of', y: [name] }} rows={line} />
      {failed[0] !== undefined && (
        <p className="notice">
          {texts.evolution.failed(failed.length)} {failed[0].problem?.detail}
        </p>
      )}
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{texts.evolution.asOf}</th>
              {measure.kind === 'sum' && (
                <th scope="col" className="number">
                  {name}
                </th>
              )}
              <th scope="col" className="number">
                {texts.evolution.rows}
              </th>
              <th scope="col">{texts.results.digest}</th>
              <th scope="col">
                <span className="sr-only">{texts.evolution.open}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {evolution.points.map((point, at) => {
              const value = measured(point, measure);
              const same = at > 0 && point.digest !== undefined && point.digest === evolution.points[at - 1]?.digest;
              return (
                <tr key={point['as-of']}>
                  <td>{absoluteTime(point['as-of'])}</td>
                  {measure.kind === 'sum' && (
                    <td className="number">{value === null ? '–' : value.toLocaleString('en')}</td>
                  )}
                  <td className="number">{point['row-count'] === undefined ? '–' : wholeNumber(point['row-count'])}</td>
                  <td>
                    {point.problem !== undefined ? (
                      texts.evolution.notReached
                    ) : same ? (
                      <span className="muted">{texts.evolution.same}</span>
                    ) : (
                      <code>{point.digest?.slice(0, 8)}</code>
                    )}
                  </td>
                  <td>
                    {point.problem === undefined && (
                      <button type="button" className="link" onClick={() => onOpen(point['as-of'])}>
                        {texts.evolution.open}
                      </button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
