import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { statistics, type Statistics } from '../api/statistics';
import { ChartView } from '../charts/ChartView';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import { useNow } from '../page/useNow';
import { useTitle } from '../page/useTitle';
import { texts } from '../texts';
import { duration, wholeNumber } from '../time/moments';
import { dayOf, everyDay } from './days';

const RANGES = [7, 30, 90, 365] as const;
const DAY = 86_400_000;

/** How much is asked, by whom, and what does not go well. */
export function StatisticsPage() {
  useTitle(texts.page.statistics);
  const [days, setDays] = useState<number>(30);
  const now = useNow(60_000);
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const found = useQuery({
    queryKey: ['statistics', days, zone],
    queryFn: ({ signal }) => statistics.ofLast(days, zone, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="narrow wide-page">
      <div className="page-head">
        <h1>{texts.page.statistics}</h1>
        <div className="segments" role="group" aria-label={texts.statistics.range}>
          {RANGES.map((range) => (
            <button
              key={range}
              type="button"
              className="segment"
              aria-pressed={days === range}
              onClick={() => setDays(range)}
            >
              {texts.statistics.days(range)}
            </button>
          ))}
        </div>
      </div>
      {found.isPending && <Loading />}
      {found.isError && <ProblemBox error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <Figures statistics={found.data} first={dayOf(now - days * DAY, zone)} last={dayOf(now, zone)} />
      )}
    </div>
  );
}

function Figures({ statistics, first, last }: { statistics: Statistics; first: string; last: string }) {
  const s = statistics;
  const byDay = everyDay(s['by-day'], first, last, { runs: 0 });
  const active = everyDay(s['people-active'], first, last, { people: 0 });
  return (
    <>
      <div className="big-numbers">
        {Object.entries(s.totals).map(([what, figure]) => (
          <p key={what}>
            <strong>{wholeNumber(figure)}</strong>
            <span className="muted">{texts.statistics.totals[what] ?? what}</span>
          </p>
        ))}
      </div>
      <section className="card">
        <h2>{texts.statistics.byDay}</h2>
        <ChartView
          chart={{ kind: 'line', x: 'day', y: ['runs', 'failures'] }}
          rows={{
            columns: ['day', 'runs', 'failures'],
            types: ['instant', 'long', 'long'],
            rows: byDay.map(({ day, runs, failures }) => [day, runs, failures ?? 0]),
            'row-count': byDay.length,
          }}
        />
      </section>
      <div className="cards">
        <Ranking
          title={texts.statistics.byQuery}
          rows={s['by-query'].map((each) => ({ ...each, figure: each.runs, shown: wholeNumber(each.runs) }))}
        />
        <Ranking
          title={texts.statistics.byTeam}
          rows={s['by-team'].map((each) => ({
            id: null,
            name: each.team ?? texts.statistics.noTeam,
            figure: each.runs,
            shown: wholeNumber(each.runs),
          }))}
        />
        <Ranking
          title={texts.statistics.slowest}
          rows={s.slowest.map((each) => ({ ...each, figure: each['median-ms'], shown: duration(each['median-ms']) }))}
        />
        <Ranking
          title={texts.statistics.mostShared}
          rows={s['most-shared'].map((each) => ({
            ...each,
            figure: each.people,
            shown: texts.statistics.people(each.people),
          }))}
        />
        <Ranking
          title={texts.statistics.failures}
          rows={s['failures-by-cause'].map((each) => ({
            id: null,
            name: texts.problems.title(undefined, each.cause.replace(/^urn:dendro:problem:/, '')),
            figure: each.failures,
            shown: wholeNumber(each.failures),
          }))}
        />
        <section className="card">
          <h2>{texts.statistics.active}</h2>
          <ChartView
            chart={{ kind: 'line', x: 'day', y: ['people'] }}
            rows={{
              columns: ['day', 'people'],
              types: ['instant', 'long'],
              rows: active.map(({ day, people }) => [day, people]),
              'row-count': active.length,
            }}
          />
        </section>
      </div>
    </>
  );
}

interface Ranked {
  id: string | null;
  name: string;
  figure: number;
  shown: string;
}

function Ranking({ title, rows }: { title: string; rows: Ranked[] }) {
  const most = Math.max(1, ...rows.map(({ figure }) => figure));
  return (
    <section className="card">
      <h2>{title}</h2>
      {rows.length === 0 && <p className="muted">{texts.statistics.nothing}</p>}
      <ol className="ranking">
        {rows.slice(0, 10).map((row) => (
          <li key={row.id ?? row.name}>
            <span className="ranking-name">
              {row.id === null ? row.name : <Link to={`/queries/${row.id}`}>{row.name}</Link>}
            </span>
            <span className="ranking-figure">{row.shown}</span>
            <meter className="ranking-bar" aria-label={row.name} min={0} max={most} value={row.figure} />
          </li>
        ))}
      </ol>
    </section>
  );
}
