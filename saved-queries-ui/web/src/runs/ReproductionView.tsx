import { Link } from 'react-router';
import type { Reproduction, Run } from '../api/runs';
import { texts } from '../texts';
import { ComparisonView } from './ComparisonView';

/** Whether the same answer came again, and if not, why. */
export function ReproductionView({ reproduction, original }: { reproduction: Reproduction; original: Run }) {
  const { identical, reasons, difference, run } = reproduction;
  return (
    <section className={identical ? 'verdict good' : 'verdict bad'} role="status" aria-label={texts.runs.reproduce}>
      <h2>{identical ? texts.runs.identical : texts.runs.different}</h2>
      <p>{identical ? texts.runs.identicalHelp : texts.runs.differentHelp}</p>
      <p className="digests">
        <code>{original.digest?.slice(0, 16)}</code> {identical ? '=' : '≠'} <code>{run.digest?.slice(0, 16)}</code>{' '}
        <Link to={`/runs/${run.id}`}>{texts.runs.newRun}</Link>
      </p>
      {reasons.length > 0 && (
        <ul className="warnings">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {difference !== null && <ComparisonView comparison={difference} names={[texts.runs.before, texts.runs.again]} />}
    </section>
  );
}
