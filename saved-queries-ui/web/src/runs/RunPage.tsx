import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { isProblem } from '../api/problem';
import { runs, type Answer, type Run } from '../api/runs';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import { useTitle } from '../page/useTitle';
import { writeLink } from '../queries/link';
import { showValue } from '../parameters/values';
import { DownloadMenu } from '../results/DownloadMenu';
import { ResultPanel } from '../results/ResultPanel';
import { texts } from '../texts';
import { duration, wholeNumber } from '../time/moments';
import { CursorChips } from '../time/TimeControl';
import { When } from '../time/When';
import { ReproductionView } from './ReproductionView';
import { OutcomeBadge } from './RunList';

/** One run: what was asked and answered, and whether it can be had again. */
export function RunPage() {
  const { id = '' } = useParams();
  const run = useQuery({ queryKey: ['run', id], queryFn: ({ signal }) => runs.read(id, signal) });
  useTitle(run.data?.['query-name'] ?? texts.runs.one);
  if (run.isPending) return <Loading />;
  if (run.isError)
    return (
      <div className="narrow">
        <ProblemBox error={run.error} onRetry={() => void run.refetch()} />
      </div>
    );
  return <RunView key={id} run={run.data} />;
}

function RunView({ run }: { run: Run }) {
  const client = useQueryClient();
  const [redone, setRedone] = useState<Answer | null>(null);
  const after = () => client.invalidateQueries({ queryKey: ['runs'] });
  const reproduce = useMutation({ mutationFn: () => runs.reproduce(run.id), onSuccess: after });
  const redo = useMutation({
    mutationFn: () => runs.redo(run.id),
    onSuccess: (answer) => {
      setRedone(answer);
      void after();
    },
  });
  const result = useQuery({
    queryKey: ['result', run.id],
    queryFn: ({ signal }) => runs.result(run.id, signal),
    enabled: run.kept && run.kind !== 'evolution',
    retry: false,
  });
  const resolved = run['resolved-cursor'];
  const answered = run.outcome === 'answered' && run.kind !== 'evolution';
  return (
    <div className="run-page">
      <div className="page-head">
        <h1>{run['query-name'] ?? texts.runs.adHoc}</h1>
        <OutcomeBadge run={run} />
      </div>
      <p className="query-meta">
        <span>{texts.runs.kinds[run.kind]}</span>
        <span>{run.person}</span>
        <When instant={run['started-at']} absolute />
        {run.of !== null && <Link to={`/runs/${run.of}`}>{texts.runs.ofEarlier}</Link>}
        {run.query !== null && (
          <Link
            to={`/queries/${run.query}${writeLink({ version: run.version, parameters: run.parameters, cursor: resolved ?? run.cursor })}`}
          >
            {texts.runs.openQuery(run.version)}
          </Link>
        )}
      </p>
      <div className="row-actions">
        <button
          type="button"
          className="primary"
          disabled={!answered || reproduce.isPending}
          title={texts.runs.reproduceHelp}
          onClick={() => reproduce.mutate()}
        >
          {reproduce.isPending ? texts.run.running : texts.runs.reproduce}
        </button>
        <button
          type="button"
          disabled={!answered || redo.isPending}
          title={texts.runs.redoHelp}
          onClick={() => redo.mutate()}
        >
          {redo.isPending ? texts.run.running : texts.runs.redo}
        </button>
        {redone !== null && (
          <Link className="button" to={`/runs/${run.id}/compare/${redone.run.id}`}>
            {texts.runs.compareRedone}
          </Link>
        )}
        {answered && <DownloadMenu run={run.id} />}
      </div>
      {reproduce.isError && <ProblemBox error={reproduce.error} />}
      {redo.isError && <ProblemBox error={redo.error} />}
      {reproduce.data !== undefined && <ReproductionView reproduction={reproduce.data} original={run} />}
      {redone !== null && (
        <p className="notice" role="status">
          {texts.runs.redone(wholeNumber(redone['row-count']), redone.digest === run.digest)}
        </p>
      )}
      {run.problem !== null && (
        <div className="problem">
          <p className="problem-title">{run.problem.title}</p>
          <p className="problem-detail">{run.problem.detail}</p>
        </div>
      )}
      <dl className="facts">
        <div>
          <dt>{texts.runs.rows}</dt>
          <dd>{run.rows === null ? '–' : wholeNumber(run.rows)}</dd>
        </div>
        <div>
          <dt>{texts.runs.time}</dt>
          <dd>{run['elapsed-ms'] === null ? '–' : duration(run['elapsed-ms'])}</dd>
        </div>
        <div>
          <dt>{texts.runs.asked}</dt>
          <dd>
            <CursorChips cursor={run.cursor} />
          </dd>
        </div>
        {resolved !== null && (
          <div>
            <dt>{texts.runs.resolved}</dt>
            <dd>
              <CursorChips cursor={resolved} />
            </dd>
          </div>
        )}
        {run.digest !== null && (
          <div>
            <dt>{texts.results.digest}</dt>
            <dd>
              <code className="wrap">{run.digest}</code>
            </dd>
          </div>
        )}
        {Object.entries(run.parameters).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{showValue(value)}</dd>
          </div>
        ))}
      </dl>
      <details className="query-text">
        <summary>{texts.runs.text}</summary>
        <pre>{run.text}</pre>
      </details>
      {redone !== null ? (
        <ResultPanel answer={redone} text={run.text} sources={null} cursor={null} />
      ) : result.data !== undefined ? (
        <ResultPanel answer={result.data} text={run.text} sources={null} cursor={run.cursor} />
      ) : result.isError && !isProblem(result.error, 'result-not-kept') ? (
        <ProblemBox error={result.error} />
      ) : answered && (!run.kept || result.isError) ? (
        <p className="muted">{texts.runs.notKept}</p>
      ) : null}
    </div>
  );
}
