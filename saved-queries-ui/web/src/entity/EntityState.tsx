import { useContext } from 'react';
import type { Json } from '../api/json-types';
import type { Entity, EntityLinks } from '../api/schema';
import { cellText } from '../results/cell';
import { texts } from '../texts';
import { nameOfLink } from './names';
import { EntityContext } from './open';

interface EntityStateProps {
  entity: Entity;
  database: string;
  /** Where a value comes from is asked for. */
  onTrace: (attribute: string) => void;
}

export function EntityState({ entity, database, onTrace }: EntityStateProps) {
  const attributes = Object.entries(entity.entity).filter(([name]) => name !== 'db/id');
  return (
    <>
      {attributes.length === 0 && <p className="muted">{texts.entity.nothing}</p>}
      <table className="plain-table entity-state">
        <tbody>
          {attributes.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>
                <Value value={value} links={entity['refers-to'].find(({ by }) => by === `:${name}`)} />
              </td>
              <td className="trace">
                <button
                  type="button"
                  className="link"
                  onClick={() => onTrace(`:${name}`)}
                  aria-label={texts.entity.traceLabel(name)}
                >
                  {texts.entity.trace}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted entity-id">
        {texts.entity.id} <code>{cellText(entity.entity['db/id'])}</code>
      </p>
      <Referring groups={entity['referred-to-by']} database={database} />
    </>
  );
}

function Value({ value, links }: { value: Json; links: EntityLinks | undefined }) {
  const open = useContext(EntityContext);
  const found = links?.links?.filter((link) => link.found !== false) ?? [];
  if (found.length === 0) return <>{cellText(value)}</>;
  return (
    <>
      {found.map((link) => {
        const name = nameOfLink(link);
        const text = cellText(link.value ?? link.entity);
        return name === null ? (
          text
        ) : (
          <button
            key={text}
            type="button"
            className="entity-link"
            title={texts.entity.open(text)}
            onClick={() => open(name)}
          >
            {text} <small className="muted">{link.database}</small>
          </button>
        );
      })}
    </>
  );
}

function Referring({ groups }: { groups: EntityLinks[]; database: string }) {
  const open = useContext(EntityContext);
  const shown = groups.filter((group) => group.problem !== undefined || (group.links?.length ?? 0) > 0);
  if (shown.length === 0) return null;
  return (
    <section>
      <h3>{texts.entity.referredToBy}</h3>
      {shown.map((group) => (
        <details key={`${group.database} ${group.by}`} open={(group.links?.length ?? 0) <= 10}>
          <summary>
            <code>{group.by}</code>{' '}
            <small className="muted">
              {group.database} · {texts.entity.links(group.links?.length ?? 0, group.more === true)}
            </small>
          </summary>
          {group.problem !== undefined && (
            <p className="muted">{typeof group.problem === 'string' ? group.problem : group.problem.detail}</p>
          )}
          <p className="link-list">
            {(group.links ?? []).map((link) => {
              const name = nameOfLink(link);
              const text = cellText(link.value ?? link.entity);
              return name === null ? null : (
                <button key={text} type="button" className="entity-link" onClick={() => open(name)}>
                  {text}
                </button>
              );
            })}
          </p>
        </details>
      ))}
    </section>
  );
}
