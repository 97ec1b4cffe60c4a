export const chartKinds = ['line', 'bar', 'scatter', 'number'] as const;
export type ChartKind = (typeof chartKinds)[number];

/** How a result is drawn; columns by their names. */
export interface Chart {
  kind: ChartKind;
  x: string | null;
  y: string[];
}
