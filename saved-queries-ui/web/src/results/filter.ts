import type { ColumnType, Row } from '../api/runs';
import { cellText } from './cell';
import { isNumeric, numberOf } from './order';

/** What a person typed to see fewer rows: in any column, and by index of column. */
export interface Filter {
  any: string;
  columns: Record<number, string>;
}

export const noFilter: Filter = { any: '', columns: {} };

type Test = (row: Row) => boolean;

/** The positions of the rows that pass. In columns of numbers `> 10`, `<= 5`, `1..3` and `= 7` are understood. */
export function filterRows(rows: readonly Row[], types: readonly ColumnType[], filter: Filter): readonly number[] {
  const tests: Test[] = [];
  const any = filter.any.trim().toLowerCase();
  if (any !== '') tests.push((row) => row.some((value) => cellText(value).toLowerCase().includes(any)));
  for (const [column, typed] of Object.entries(filter.columns)) {
    if (typed.trim() !== '') tests.push(columnTest(Number(column), types[Number(column)], typed.trim()));
  }
  const shown: number[] = [];
  rows.forEach((row, at) => {
    if (tests.every((test) => test(row))) shown.push(at);
  });
  return shown;
}

function columnTest(column: number, type: ColumnType | undefined, typed: string): Test {
  const range = isNumeric(type) ? numberTest(typed) : null;
  if (range !== null) return (row) => range(numberOf(row[column]));
  const wanted = typed.toLowerCase();
  return (row) => cellText(row[column]).toLowerCase().includes(wanted);
}

function numberTest(typed: string): ((value: number) => boolean) | null {
  const between = /^(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)$/.exec(typed);
  if (between !== null) {
    const [least, most] = [Number(between[1]), Number(between[2])];
    return (value) => value >= least && value <= most;
  }
  const compared = /^(<=|>=|<|>|=)\s*(-?[\d.]+)$/.exec(typed);
  if (compared === null) return null;
  const than = Number(compared[2]);
  switch (compared[1]) {
    case '<':
      return (value) => value < than;
    case '<=':
      return (value) => value <= than;
    case '>':
      return (value) => value > than;
    case '>=':
      return (value) => value >= than;
    default:
      return (value) => value === than;
  }
}
