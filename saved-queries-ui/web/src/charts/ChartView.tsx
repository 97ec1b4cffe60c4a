import { useMemo } from 'react';
import type { Rows } from '../api/runs';
import { cellText } from '../results/cell';
import { texts } from '../texts';
import { wholeNumber } from '../time/moments';
import type { Chart } from './chart';
import { Plot } from './Plot';
import { MOST_POINTS, seriesOf } from './series';

/** A result as a drawing, or what is missing for it. */
export function ChartView({ chart, rows }: { chart: Chart; rows: Rows }) {
  const series = useMemo(() => (chart.kind === 'number' ? null : seriesOf(chart, rows)), [chart, rows]);
  if (chart.kind === 'number') return <BigNumbers chart={chart} rows={rows} />;
  if (series === null || series.x.length === 0)
    return (
      <div className="empty small">
        <p>{texts.charts.nothing}</p>
      </div>
    );
  return (
    <>
      <Plot
        kind={chart.kind}
        series={series}
        label={texts.charts.label(texts.charts.kinds[chart.kind], chart.y.join(', '), chart.x ?? '', series.x.length)}
      />
      {series.leftOut > 0 && <p className="muted">{texts.charts.leftOut(wholeNumber(MOST_POINTS))}</p>}
    </>
  );
}

function BigNumbers({ chart, rows }: { chart: Chart; rows: Rows }) {
  const shown = chart.y.filter((name) => rows.columns.includes(name));
  const first = rows.rows[0];
  if (first === undefined || shown.length === 0)
    return (
      <div className="empty small">
        <p>{texts.charts.nothing}</p>
      </div>
    );
  return (
    <div className="big-numbers">
      {shown.map((name) => {
        const value = first[rows.columns.indexOf(name)];
        return (
          <p key={name}>
            <strong>{typeof value === 'number' ? value.toLocaleString('en') : cellText(value)}</strong>
            <span className="muted">{name}</span>
          </p>
        );
      })}
    </div>
  );
}
