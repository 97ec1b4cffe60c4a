import type { ColumnType, Rows } from '../api/runs';
import { cellText } from '../results/cell';
import { isNumeric, numberOf } from '../results/order';
import type { Chart, ChartKind } from './chart';

/** More points than this only make a line thicker. */
export const MOST_POINTS = 20_000;

export interface Series {
  /** Whether x is time (in seconds), a number, or the position in `labels`. */
  scale: 'time' | 'number' | 'label';
  labels: string[];
  name: string;
  x: number[];
  y: { name: string; values: (number | null)[] }[];
  leftOut: number;
}

/** The chart that a result suggests by the types of its columns; those that name entities measure nothing. */
export function suggestedChart(
  { columns, types }: Pick<Rows, 'columns' | 'types'>,
  entities: ReadonlySet<string> = new Set(),
): Chart {
  const numeric = columns.filter((name, at) => isNumeric(types[at]) && !entities.has(name));
  const x =
    columns.find((_, at) => types[at] === 'instant') ??
    columns.find((_, at) => !isNumeric(types[at])) ??
    columns[0] ??
    null;
  const y = numeric.filter((name) => name !== x).slice(0, 1);
  const kind: ChartKind =
    columns.length === 1
      ? 'number'
      : typeOf(columns, types, x) === 'instant'
        ? 'line'
        : isNumeric(typeOf(columns, types, x))
          ? 'scatter'
          : 'bar';
  return { kind, x, y: kind === 'number' ? numeric.slice(0, 1) : y };
}

function typeOf(columns: string[], types: ColumnType[], name: string | null): ColumnType | undefined {
  return name === null ? undefined : types[columns.indexOf(name)];
}

/** The points of a chart, in the order of x; null if the result lacks one of its columns. */
export function seriesOf(chart: Chart, { columns, types, rows }: Rows): Series | null {
  const x = chart.x === null ? -1 : columns.indexOf(chart.x);
  const ys = chart.y.map((name) => columns.indexOf(name));
  if (x === -1 || ys.length === 0 || ys.includes(-1)) return null;
  const scale =
    chart.kind === 'bar' ? 'label' : types[x] === 'instant' ? 'time' : isNumeric(types[x]) ? 'number' : 'label';
  const shown = rows.slice(0, MOST_POINTS);
  const at = shown.map((row, index) =>
    scale === 'label' ? index : scale === 'time' ? Date.parse(cellText(row[x])) / 1000 : numberOf(row[x]),
  );
  const order = at
    .map((_, index) => index)
    .filter((index) => Number.isFinite(at[index]))
    .toSorted((a, b) => (at[a] ?? 0) - (at[b] ?? 0));
  return {
    scale,
    name: chart.x ?? '',
    labels: scale === 'label' ? shown.map((row) => cellText(row[x])) : [],
    x: order.map((index) => at[index] ?? 0),
    y: ys.map((column, index) => ({
      name: chart.y[index] ?? '',
      values: order.map((row) => {
        const value = numberOf(shown[row]?.[column]);
        return Number.isFinite(value) ? value : null;
      }),
    })),
    leftOut: rows.length - shown.length,
  };
}
