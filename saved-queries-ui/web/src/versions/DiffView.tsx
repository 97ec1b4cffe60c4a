import type { Diff } from '../api/queries';
import { cellText } from '../results/cell';
import { texts } from '../texts';

/** Lines removed and added, with what else differs. */
export function DiffView({ lines, fields }: Diff) {
  const same = lines.every(({ kind }) => kind === 'same') && fields.length === 0;
  if (same) return <p className="muted">{texts.versions.same}</p>;
  return (
    <div className="diff">
      {fields.length > 0 && (
        <dl className="diff-fields">
          {fields.map(({ field, from, to }) => (
            <div key={field}>
              <dt>{field}</dt>
              <dd>
                <del>{cellText(from)}</del> <ins>{cellText(to)}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {/* The region scrolls sideways, so it must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="diff-lines" tabIndex={0} aria-label={texts.versions.diff}>
        {lines.map((line) => (
          <span
            key={`${line.kind} ${line['from-line'] ?? ''} ${line['to-line'] ?? ''} ${line.text}`}
            className={`diff-${line.kind}`}
          >
            <span aria-hidden="true" className="diff-sign">
              {line.kind === 'added' ? '+' : line.kind === 'removed' ? '−' : ' '}
            </span>
            {line.kind !== 'same' && <span className="sr-only">{texts.versions[line.kind]} </span>}
            {line.text}
            {'\n'}
          </span>
        ))}
      </pre>
    </div>
  );
}
