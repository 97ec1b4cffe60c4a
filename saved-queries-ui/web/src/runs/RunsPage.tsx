import type { Outcome } from '../api/runs';
import { useFilters } from '../page/useFilters';
import { useTitle } from '../page/useTitle';
import { usePerson } from '../session/session';
import { texts } from '../texts';
import { RunList } from './RunList';

const outcomes: Outcome[] = ['answered', 'failed', 'cancelled', 'running', 'lost'];

/** The runs of oneself, or of everybody whose runs one may see. */
export function RunsPage() {
  useTitle(texts.page.runs);
  const person = usePerson();
  const { search, change } = useFilters();
  const everybody = search.get('of') === 'everybody';
  const outcome = outcomes.find((each) => each === search.get('outcome')) ?? '';
  return (
    <div className="narrow wide-page">
      <div className="page-head">
        <h1>{texts.page.runs}</h1>
      </div>
      <div className="filters">
        <div className="chips">
          <button type="button" className="chip" aria-pressed={!everybody} onClick={() => change('of', '')}>
            {texts.runs.mine}
          </button>
          <button type="button" className="chip" aria-pressed={everybody} onClick={() => change('of', 'everybody')}>
            {texts.runs.everybody}
          </button>
        </div>
        <label className="order">
          <span>{texts.runs.outcome}</span>
          <select value={outcome} onChange={(event) => change('outcome', event.target.value)}>
            <option value="">{texts.runs.any}</option>
            {outcomes.map((each) => (
              <option key={each} value={each}>
                {texts.runs.outcomes[each]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <RunList of={{ ...(everybody ? {} : { person: person.name }), outcome }} showQuery />
    </div>
  );
}
