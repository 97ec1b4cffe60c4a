import { runs } from '../api/runs';
import { texts } from '../texts';

/** All rows, read again at the cursor of the answer. */
export function DownloadMenu({ run }: { run: string }) {
  const formats = [
    ['csv', false, texts.results.csv],
    ['csv', true, texts.results.spreadsheet],
    ['arrow', false, texts.results.arrow],
    ['edn', false, texts.results.edn],
  ] as const;
  return (
    <details className="menu">
      <summary className="button small">{texts.results.download}</summary>
      <div className="menu-items">
        {formats.map(([format, spreadsheet, label]) => (
          <a key={label} href={runs.download(run, format, spreadsheet)} download>{label}</a>
        ))}
      </div>
    </details>
  );
}
