import { useQuery } from '@tanstack/react-query';
import { schema, type EntityName } from '../api/schema';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import { cellText } from '../results/cell';
import { texts } from '../texts';
import { When } from '../time/When';

interface EntityHistoryProps {
  name: EntityName;
  attribute: string | null;
  onAttribute: (attribute: string | null) => void;
  asOf: string | undefined;
}

/** Every change of every attribute, the newest first; what lies after the cursor is marked. */
export function EntityHistory({ name, attribute, onAttribute, asOf }: EntityHistoryProps) {
  const history = useQuery({ queryKey: ['history', name], queryFn: ({ signal }) => schema.history(name, signal) });
  if (history.isPending) return <Loading />;
  if (history.isError) return <ProblemBox error={history.error} onRetry={() => void history.refetch()} />;
  const attributes = [...new Set(history.data.changes.map((change) => change.attribute))].toSorted();
  const changes = history.data.changes
    .filter((change) => attribute === null || change.attribute === attribute)
    .toReversed();
  return (
    <>
      <label className="inline">
        {texts.entity.attribute}{' '}
        <select value={attribute ?? ''} onChange={(event) => onAttribute(event.target.value || null)}>
          <option value="">{texts.entity.allAttributes}</option>
          {attributes.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </label>
      <table className="plain-table history">
        <thead>
          <tr>
            <th scope="col">{texts.entity.when}</th>
            <th scope="col">{texts.entity.attribute}</th>
            <th scope="col">{texts.entity.value}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr
              key={`${change.t} ${change.attribute} ${cellText(change.value)} ${change.added}`}
              className={isAfter(change, asOf) ? 'later' : undefined}
            >
              <td className="history-when">
                <When instant={change.instant} absolute /> <small className="muted">t {change.t}</small>{' '}
                {isAfter(change, asOf) && <span className="badge">{texts.entity.later}</span>}
              </td>
              <td>
                <code>{change.attribute}</code>
              </td>
              <td className={change.added ? 'added' : 'retracted'}>
                <span aria-hidden="true">{change.added ? '+' : '−'}</span>{' '}
                <span className="sr-only">{change.added ? texts.entity.added : texts.entity.retracted} </span>
                {change.added ? cellText(change.value) : <s>{cellText(change.value)}</s>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function isAfter(change: { t: number; instant: string }, asOf: string | undefined): boolean {
  if (asOf === undefined) return false;
  return /^\d+$/.test(asOf) ? change.t > Number(asOf) : change.instant > asOf;
}
