import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { procedures } from '../api/procedures';
import { ProblemBox } from '../page/ProblemBox';
import { texts } from '../texts';

/** Which saved queries use a procedure, and in which version. */
export function ProcedureUsers({ name, newest }: { name: string; newest: number }) {
  const uses = useQuery({ queryKey: ['uses', name], queryFn: ({ signal }) => procedures.uses(name, signal) });
  if (uses.isError) return <ProblemBox error={uses.error} />;
  if (uses.data === undefined) return null;
  if (uses.data.length === 0) return <p className="muted">{texts.procedures.unused}</p>;
  return (
    <div className="notice">
      <p>{texts.procedures.usedBy(uses.data.length)}</p>
      <ul>
        {uses.data.map((use) => (
          <li key={use.id}>
            <Link to={`/queries/${use.id}`}>{use.name}</Link>{' '}
            <small className="muted">
              {texts.query.versionShort(use.version)}
              {use.version < newest && ` · ${texts.procedures.older}`}
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
}
