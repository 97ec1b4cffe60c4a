import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { runs, type Outcome, type Run } from '../api/runs';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import { texts } from '../texts';
import { duration, wholeNumber } from '../time/moments';
import { When } from '../time/When';

interface RunListProps {
  of: { query?: string; person?: string; outcome?: Outcome | '' };
  showQuery: boolean;
}

const PAGE = 30;

/** Every run is kept; two of them can be compared. */
export function RunList({ of, showQuery }: RunListProps) {
  const navigate = useNavigate();
  const [count, setCount] = useState(PAGE);
  const [chosen, setChosen] = useState<string[]>([]);
  const asked = { ...of, limit: count };
  const found = useQuery({
    queryKey: ['runs', asked],
    queryFn: ({ signal }) => runs.list(asked, signal),
    placeholderData: keepPreviousData,
  });
  if (found.isPending) return <Loading />;
  if (found.isError) return <ProblemBox error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data.runs.length === 0)
    return (
      <div className="empty small">
        <p>{texts.runs.none}</p>
        <p className="muted">{texts.runs.noneHelp}</p>
      </div>
    );
  const choose = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((each) => each !== id) : [...before, id].slice(-2)));
  const [a, b] = inOrder(chosen, found.data.runs);
  return (
    <>
      <div className="row-actions">
        <button
          type="button"
          className="small"
          disabled={a === undefined || b === undefined}
          onClick={() => void navigate(`/runs/${a}/compare/${b}`)}
        >
          {texts.runs.compareChosen}
        </button>
        <span className="muted">{texts.runs.chooseTwo}</span>
      </div>
      <div className="scroll-x">
        <table className="plain-table run-list">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{texts.runs.choose}</span>
              </th>
              <th scope="col">{texts.runs.started}</th>
              {showQuery && <th scope="col">{texts.runs.query}</th>}
              <th scope="col">{texts.runs.person}</th>
              <th scope="col">{texts.runs.outcome}</th>
              <th scope="col" className="number">
                {texts.runs.rows}
              </th>
              <th scope="col" className="number">
                {texts.runs.time}
              </th>
              <th scope="col">{texts.runs.cursor}</th>
            </tr>
          </thead>
          <tbody>
            {found.data.runs.map((run) => (
              <tr key={run.id}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={texts.runs.chooseRun(run.person, run['started-at'])}
                    disabled={run.outcome !== 'answered'}
                    checked={chosen.includes(run.id)}
                    onChange={() => choose(run.id)}
                  />
                </td>
                <td>
                  <Link to={`/runs/${run.id}`}>
                    <When instant={run['started-at']} />
                  </Link>
                  {run.kind !== 'run' && <span className="badge">{texts.runs.kinds[run.kind]}</span>}
                </td>
                {showQuery && (
                  <td>
                    {run.query === null ? (
                      <span className="muted">{texts.runs.adHoc}</span>
                    ) : (
                      <Link to={`/queries/${run.query}`}>{run['query-name'] ?? run.query}</Link>
                    )}
                    {run.version !== null && <small className="muted"> {texts.query.versionShort(run.version)}</small>}
                  </td>
                )}
                <td>{run.person}</td>
                <td>
                  <OutcomeBadge run={run} />
                </td>
                <td className="number">{run.rows === null ? '–' : wholeNumber(run.rows)}</td>
                <td className="number">{run['elapsed-ms'] === null ? '–' : duration(run['elapsed-ms'])}</td>
                <td className="muted nowrap">
                  {run.kind === 'evolution' ? (
                    texts.runs.kinds.evolution
                  ) : run.cursor === null ? (
                    texts.time.modes.now
                  ) : typeof run.cursor === 'string' ? (
                    <When instant={run.cursor} absolute />
                  ) : (
                    texts.time.modes.cursor
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.data.runs.length < found.data.total && count < 200 && (
        <p className="center">
          <button type="button" onClick={() => setCount(Math.min(200, count + PAGE))}>
            {texts.list.more}
          </button>
        </p>
      )}
    </>
  );
}

/** The earlier run first, so that what is only in b was added since. */
function inOrder(chosen: string[], all: Run[]): string[] {
  return all
    .filter((run) => chosen.includes(run.id))
    .toSorted((x, y) => (x['started-at'] < y['started-at'] ? -1 : 1))
    .map((run) => run.id);
}

export function OutcomeBadge({ run }: { run: Run }) {
  const tone = { answered: 'good', failed: 'bad', cancelled: '', lost: 'bad', running: 'accent' }[run.outcome];
  return (
    <span className={`badge ${tone}`} title={run.problem?.detail}>
      {texts.runs.outcomes[run.outcome]}
    </span>
  );
}
