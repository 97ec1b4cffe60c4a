import type { Usage } from '../api/queries';
import { texts } from '../texts';
import { duration, wholeNumber } from '../time/moments';
import { When } from '../time/When';

/** How much a query is used: what tells a good query from a forgotten one. */
export function UsageLine({ usage }: { usage: Usage }) {
  if (usage.runs === 0) return <p className="usage muted">{texts.usage.none}</p>;
  return (
    <dl className="usage">
      <div>
        <dt>{texts.usage.runs}</dt>
        <dd>{wholeNumber(usage.runs)}</dd>
      </div>
      <div>
        <dt>{texts.usage.people}</dt>
        <dd>{wholeNumber(usage.people)}</dd>
      </div>
      <div>
        <dt>{texts.usage.lastRun}</dt>
        <dd>
          <When instant={usage['last-run']} />
        </dd>
      </div>
      <div>
        <dt>{texts.usage.median}</dt>
        <dd>{usage['median-ms'] === null ? '–' : duration(usage['median-ms'])}</dd>
      </div>
      <div className={usage.failures > 0 ? 'failures' : undefined}>
        <dt>{texts.usage.failures}</dt>
        <dd>{wholeNumber(usage.failures)}</dd>
      </div>
    </dl>
  );
}
