import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { queries } from '../api/queries';
import { schedules, type Schedule } from '../api/schedules';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import type { Declaration } from '../parameters/declaration';
import { usePerson } from '../session/session';
import { texts } from '../texts';
import { When } from '../time/When';
import { alertText, whenText } from './words';
import { ScheduleDialog } from './ScheduleDialog';

/** All schedules, or those of one query. */
export function ScheduleList({ query, declarations }: { query: string | null; declarations: Declaration[] | null }) {
  const client = useQueryClient();
  const person = usePerson();
  const found = useQuery({ queryKey: ['schedules'], queryFn: ({ signal }) => schedules.list(signal) });
  const remove = useMutation({
    mutationFn: schedules.remove,
    onSuccess: () => client.invalidateQueries({ queryKey: ['schedules'] }),
  });
  const [changing, setChanging] = useState<Schedule | null>(null);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ProblemBox error={found.error} onRetry={() => void found.refetch()} />;
  const shown = found.data.filter((each) => query === null || each.query === query);
  if (shown.length === 0)
    return query === null ? (
      <div className="empty">
        <p>{texts.schedules.none}</p>
        <Link className="button" to="/queries">
          {texts.page.toQueries}
        </Link>
      </div>
    ) : (
      <p className="muted">{texts.schedules.noneOfQuery}</p>
    );
  return (
    <>
      {remove.isError && <ProblemBox error={remove.error} />}
      <ul className="schedules">
        {shown.map((schedule) => (
          <li key={schedule.id} className="card">
            <div>
              {query === null && (
                <h2>
                  <Link to={`/queries/${schedule.query}`}>{schedule['query-name'] ?? schedule.query}</Link>
                </h2>
              )}
              <p>
                <strong>{whenText(schedule)}</strong> ·{' '}
                {schedule.version === null ? texts.schedules.newest : texts.query.version(schedule.version)} ·{' '}
                {texts.schedules.keeps(schedule.keep)}
              </p>
              {schedule.alert !== null && <p className="muted wrap">{alertText(schedule.alert)}</p>}
              {schedule.trouble !== undefined && schedule.trouble !== null && (
                <p className="wrong">{schedule.trouble}</p>
              )}
              <p className="query-meta">
                {schedule.owner !== undefined && <span>{schedule.owner}</span>}
                {schedule['last-run'] !== undefined && (
                  <span>
                    {texts.usage.lastRun}{' '}
                    {schedule['last-run-id'] ? (
                      <Link to={`/runs/${schedule['last-run-id']}`}>
                        <When instant={schedule['last-run']} />
                      </Link>
                    ) : (
                      <When instant={schedule['last-run']} />
                    )}
                  </span>
                )}
                {schedule['next-run'] !== undefined && schedule['next-run'] !== null && (
                  <span>
                    {texts.schedules.next} <When instant={schedule['next-run']} />
                  </span>
                )}
              </p>
            </div>
            {(schedule.owner === undefined || schedule.owner === person.name || person.roles.includes('admin')) && (
              <div className="row-actions">
                <button type="button" className="small" onClick={() => setChanging(schedule)}>
                  {texts.schedules.change}
                </button>
                <button
                  type="button"
                  className="small"
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(schedule.id)}
                >
                  {texts.schedules.remove}
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {changing !== null &&
        (declarations === null ? (
          <ScheduleOfOther schedule={changing} onClose={() => setChanging(null)} />
        ) : (
          <ScheduleDialog
            query={changing.query}
            declarations={declarations}
            schedule={changing}
            onClose={() => setChanging(null)}
          />
        ))}
    </>
  );
}

/** On the page of all schedules the inputs of the query are not known yet. */
function ScheduleOfOther({ schedule, onClose }: { schedule: Schedule; onClose: () => void }) {
  const saved = useQuery({
    queryKey: ['query', schedule.query],
    queryFn: ({ signal }) => queries.read(schedule.query, signal),
  });
  if (saved.isError) return <ProblemBox error={saved.error} />;
  return saved.data === undefined ? (
    <Loading />
  ) : (
    <ScheduleDialog
      query={schedule.query}
      declarations={saved.data.content.parameters}
      schedule={schedule}
      onClose={onClose}
    />
  );
}
