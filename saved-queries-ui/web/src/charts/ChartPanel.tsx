import { useMemo } from 'react';
import type { Answer } from '../api/runs';
import { useColumnLinks } from '../results/links';
import { isNumeric } from '../results/order';
import { texts } from '../texts';
import { wholeNumber } from '../time/moments';
import { chartKinds, type Chart } from './chart';
import { ChartView } from './ChartView';
import { suggestedChart } from './series';

interface ChartPanelProps {
  answer: Answer;
  text: string;
  sources: { [name: string]: unknown } | null;
  chart: Chart | null;
  onChange: (chart: Chart | null) => void;
}

/** How the answer is drawn, saved with the query. */
export function ChartPanel({ answer, text, sources, chart, onChange }: ChartPanelProps) {
  const links = useColumnLinks(text, sources);
  const shown = useMemo(
    () =>
      chart ??
      suggestedChart(answer, new Set(answer.columns.filter((_, at) => links[at] !== null && links[at] !== undefined))),
    [chart, answer, links],
  );
  const numeric = answer.columns.filter((_, at) => isNumeric(answer.types[at]));
  const set = (part: Partial<Chart>) => onChange({ ...shown, ...part });
  return (
    <div className="chart-panel">
      <div className="chart-tools">
        <div className="segments" role="group" aria-label={texts.charts.kind}>
          {chartKinds.map((kind) => (
            <button
              key={kind}
              type="button"
              className="segment"
              aria-pressed={shown.kind === kind}
              onClick={() => set({ kind })}
            >
              {texts.charts.kinds[kind]}
            </button>
          ))}
        </div>
        {shown.kind !== 'number' && (
          <label className="inline">
            {texts.charts.x}{' '}
            <select value={shown.x ?? ''} onChange={(event) => set({ x: event.target.value })}>
              {answer.columns.map((column) => (
                <option key={column} value={column}>
                  {column}
                </option>
              ))}
            </select>
          </label>
        )}
        <fieldset className="inline checks">
          <legend>{shown.kind === 'number' ? texts.charts.value : texts.charts.y}</legend>
          {numeric.map((column) => (
            <label key={column}>
              <input
                type="checkbox"
                checked={shown.y.includes(column)}
                onChange={(event) =>
                  set({ y: event.target.checked ? [...shown.y, column] : shown.y.filter((each) => each !== column) })
                }
              />{' '}
              {column}
            </label>
          ))}
          {numeric.length === 0 && <span className="muted">{texts.charts.noNumbers}</span>}
        </fieldset>
        {chart !== null && (
          <button type="button" className="small" onClick={() => onChange(null)}>
            {texts.charts.reset}
          </button>
        )}
      </div>
      <ChartView chart={shown} rows={answer} />
      {answer.rows.length < answer['row-count'] && (
        <p className="muted">{texts.charts.partial(wholeNumber(answer.rows.length))}</p>
      )}
    </div>
  );
}
