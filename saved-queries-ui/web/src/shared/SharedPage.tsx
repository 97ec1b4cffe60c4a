import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useMemo, useState } from 'react';
import { runs, type Answer, type Shared } from '../api/runs';
import { ChartView } from '../charts/ChartView';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import { useTitle } from '../page/useTitle';
import { showValue } from '../parameters/values';
import { filterRows, noFilter } from '../results/filter';
import { orderRows, type Order } from '../results/order';
import { ResultTable } from '../results/ResultTable';
import { texts } from '../texts';
import { wholeNumber } from '../time/moments';
import { CursorChips } from '../time/TimeControl';
import { When } from '../time/When';

/** What somebody outside the team was sent: the answer, without any way to ask further. */
export function SharedPage() {
  const { token = '' } = useParams();
  const shared = useQuery({
    queryKey: ['shared', token],
    queryFn: ({ signal }) => runs.shared(token, signal),
    retry: false,
  });
  useTitle(shared.data?.query.name ?? texts.shared.title);
  return (
    <>
      <header className="header">
        <span className="brand">
          <img src="/rings.svg" alt="" width="24" height="24" />
          <span>Dendro</span>
        </span>
        <span className="muted">{texts.shared.readOnly}</span>
      </header>
      <main className="run-page">
        {shared.isPending && <Loading />}
        {shared.isError && <ProblemBox error={shared.error} onRetry={() => void shared.refetch()} />}
        {shared.data !== undefined && <SharedView shared={shared.data} />}
      </main>
    </>
  );
}

function SharedView({ shared }: { shared: Shared }) {
  const { query, result } = shared;
  const parameters = Object.entries(shared.parameters);
  return (
    <>
      <div className="page-head">
        <h1>{query.name}</h1>
      </div>
      {query.description !== '' && <p>{query.description}</p>}
      <p className="query-meta">
        <span>{texts.query.version(query.version)}</span>
        {shared.run !== null && (
          <span>
            {texts.shared.answered} <When instant={shared.run['started-at']} absolute />
          </span>
        )}
        <span>
          {texts.share.expires} <When instant={shared.expires} />
        </span>
      </p>
      {parameters.length > 0 && (
        <dl className="facts">
          {parameters.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{showValue(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <details className="query-text">
        <summary>{texts.runs.text}</summary>
        <pre>{query.text}</pre>
      </details>
      {result === null ? (
        <p className="notice">{texts.shared.noResult}</p>
      ) : (
        <SharedResult result={result} chart={query.chart} />
      )}
    </>
  );
}

function SharedResult({ result, chart }: { result: Answer; chart: Shared['query']['chart'] }) {
  const [order, setOrder] = useState<Order | null>(null);
  const [any, setAny] = useState('');
  const { columns, types, rows } = result;
  const shown = useMemo(
    () => orderRows(rows, filterRows(rows, types, { ...noFilter, any }), types, order),
    [rows, types, any, order],
  );
  return (
    <>
      {chart !== null && <ChartView chart={chart} rows={result} />}
      <p className="result-meta">
        <strong>{texts.results.rows(wholeNumber(result['row-count']), result['row-count'])}</strong>
        <span className="muted at">
          {texts.results.readAt} <CursorChips cursor={result.cursor} />
        </span>
      </p>
      <div className="result-tools">
        <input
          type="search"
          aria-label={texts.results.filter}
          placeholder={texts.results.filter}
          value={any}
          onChange={(event) => setAny(event.target.value)}
        />
      </div>
      <ResultTable
        columns={columns}
        types={types}
        rows={rows}
        shown={shown}
        order={order}
        onOrder={setOrder}
        links={[]}
        onOpen={() => undefined}
        label={texts.results.table}
      />
    </>
  );
}
