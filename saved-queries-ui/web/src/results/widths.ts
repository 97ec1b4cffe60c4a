import type { ColumnType, Row } from '../api/runs';
import { cellText } from './cell';

const SAMPLE = 200;
const LEAST = 8;
const MOST = 48;
const MARGIN = 3;

/** A column as wide as this may hold longer values: it has what room is left. */
export const WIDEST = MOST + MARGIN;

/** The width of each column in characters, by its name and a sample of its values. */
export function columnWidths(columns: string[], types: ColumnType[], rows: Row[]): number[] {
  const step = Math.max(1, Math.floor(rows.length / SAMPLE));
  return columns.map((name, at) => {
    let longest = Math.max(name.length + 2, (types[at] ?? '').length);
    if (types[at] === 'instant') longest = Math.max(longest, 27);
    for (let row = 0; row < rows.length; row += step) longest = Math.max(longest, cellText(rows[row]?.[at]).length);
    return Math.min(MOST, Math.max(LEAST, longest)) + MARGIN;
  });
}
