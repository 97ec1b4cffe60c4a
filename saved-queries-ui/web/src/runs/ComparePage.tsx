import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { runs, type Run } from '../api/runs';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import { useTitle } from '../page/useTitle';
import { texts } from '../texts';
import { wholeNumber } from '../time/moments';
import { CursorChips } from '../time/TimeControl';
import { When } from '../time/When';
import { ComparisonView } from './ComparisonView';

/** Two runs, row by row. */
export function ComparePage() {
  const { a = '', b = '' } = useParams();
  useTitle(texts.compare.title);
  const left = useQuery({ queryKey: ['run', a], queryFn: ({ signal }) => runs.read(a, signal) });
  const right = useQuery({ queryKey: ['run', b], queryFn: ({ signal }) => runs.read(b, signal) });
  const comparison = useQuery({ queryKey: ['compare', a, b], queryFn: ({ signal }) => runs.compare(a, b, signal) });
  return (
    <div className="run-page">
      <div className="page-head">
        <h1>{texts.compare.title}</h1>
      </div>
      <div className="compared-runs">
        {left.data !== undefined && <RunCard name="A" run={left.data} />}
        {right.data !== undefined && <RunCard name="B" run={right.data} />}
      </div>
      {comparison.isPending && <Loading />}
      {comparison.isError && <ProblemBox error={comparison.error} onRetry={() => void comparison.refetch()} />}
      {comparison.data !== undefined && <ComparisonView comparison={comparison.data} names={['A', 'B']} />}
    </div>
  );
}

function RunCard({ name, run }: { name: string; run: Run }) {
  return (
    <section className="card" aria-label={name}>
      <h2>
        <span className="avatar" aria-hidden="true">
          {name}
        </span>{' '}
        <Link to={`/runs/${run.id}`}>{run['query-name'] ?? texts.runs.adHoc}</Link>
      </h2>
      <p className="query-meta">
        <span>{run.person}</span>
        <When instant={run['started-at']} absolute />
        <span>{texts.results.rows(wholeNumber(run.rows ?? 0), run.rows ?? 0)}</span>
      </p>
      <CursorChips cursor={run['resolved-cursor'] ?? run.cursor} />
    </section>
  );
}
