import { runs } from '../api/runs';
import { Menu } from '../page/Menu';
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
    <Menu className="button small" summary={texts.results.download}>
      {formats.map(([format, spreadsheet, label]) => (
        <a key={label} href={runs.download(run, format, spreadsheet)} download>
          {label}
        </a>
      ))}
    </Menu>
  );
}
