import type { Evolution, EvolutionPoint, Rows } from '../api/runs';
import { numberOf } from '../results/order';

/** What of an answer is followed through time: how many rows it has, or a column of it added up. */
export type Measure = { kind: 'rows' } | { kind: 'sum'; column: number };

/** A single value is followed as such, anything else by its number of rows. */
export function suggestedMeasure(evolution: Evolution): Measure {
  const single = evolution.points.every((point) => (point.rows?.length ?? 0) <= 1);
  const column = evolution.types.findIndex((type) => ['long', 'double', 'decimal', 'integer'].includes(type));
  return single && column !== -1 ? { kind: 'sum', column } : { kind: 'rows' };
}

export function measured(point: EvolutionPoint, measure: Measure): number | null {
  if (point.rows === undefined) return null;
  if (measure.kind === 'rows') return point['row-count'] ?? point.rows.length;
  const values = point.rows.map((row) => numberOf(row[measure.column])).filter((value) => !Number.isNaN(value));
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

/** The points as rows of instant and value, to be drawn as a line. */
export function lineOf(evolution: Evolution, measure: Measure, name: string): Rows {
  const rows = evolution.points.flatMap((point) => {
    const value = measured(point, measure);
    return value === null ? [] : [[point['as-of'], value]];
  });
  return { columns: ['as-of', name], types: ['instant', 'double'], rows, 'row-count': rows.length };
}
