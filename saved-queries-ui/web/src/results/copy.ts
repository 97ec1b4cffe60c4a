import type { Row } from '../api/runs';
import { cellText } from './cell';

/** Rows as spreadsheets take them from the clipboard: tabs between cells, which therefore hold none themselves. */
export function asTabbedText(columns: readonly string[], rows: readonly Row[], shown: readonly number[]): string {
  const lines = [columns.map(plain).join('\t')];
  for (const at of shown) lines.push((rows[at] ?? []).map((value) => plain(cellText(value))).join('\t'));
  return lines.join('\n');
}

function plain(text: string): string {
  return text.replaceAll(/[\t\r\n]+/g, ' ');
}
