import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useBuiltIn, useSavedProcedures } from '../editor/vocabulary';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import { useTitle } from '../page/useTitle';
import { texts } from '../texts';
import { BuiltInView } from './BuiltInView';
import { ProcedureEditor } from './ProcedureEditor';

/** What queries may call beside Datomic's own functions, and the rules that people saved. */
export function ProceduresPage() {
  useTitle(texts.page.procedures);
  const { name } = useParams();
  const navigate = useNavigate();
  const builtIn = useBuiltIn();
  const saved = useSavedProcedures();
  const [wanted, setWanted] = useState('');
  const fits = (each: { name: string; documentation: string }) =>
    `${each.name} ${each.documentation}`.toLowerCase().includes(wanted.trim().toLowerCase());
  const chosen = saved.data?.find((each) => each.name === name);
  const given = builtIn.data?.find((each) => each.name === name);
  return (
    <div className="two-columns">
      <div className="side-list">
        <div className="page-head">
          <h1>{texts.page.procedures}</h1>
          <Link className="button primary small" to="/procedures/new">
            {texts.procedures.create}
          </Link>
        </div>
        <input
          type="search"
          aria-label={texts.procedures.search}
          placeholder={texts.procedures.search}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        {(builtIn.isError || saved.isError) && (
          <ProblemBox
            error={builtIn.error ?? saved.error}
            onRetry={() => {
              void builtIn.refetch();
              void saved.refetch();
            }}
          />
        )}
        {(builtIn.isPending || saved.isPending) && <Loading />}
        <h2>{texts.procedures.saved}</h2>
        {saved.data?.length === 0 && <p className="muted">{texts.procedures.none}</p>}
        <ul className="plain-list">
          {saved.data?.filter(fits).map((each) => (
            <li key={each.name}>
              <Link
                to={`/procedures/${encodeURIComponent(each.name)}`}
                aria-current={each.name === name ? 'page' : undefined}
              >
                <code>{each.name}</code> <small className="muted">{texts.query.versionShort(each.version)}</small>
                <span className="clamp">{each.documentation}</span>
              </Link>
            </li>
          ))}
        </ul>
        <h2>{texts.procedures.builtIn}</h2>
        <ul className="plain-list">
          {builtIn.data?.filter(fits).map((each) => (
            <li key={each.name}>
              <Link
                to={`/procedures/${encodeURIComponent(each.name)}`}
                aria-current={each.name === name ? 'page' : undefined}
              >
                <code>{each.name}</code>
                <span className="clamp">{each.documentation}</span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
      <div className="detail">
        {name === 'new' && (
          <ProcedureEditor
            key="new"
            saved={null}
            onSaved={(after) => void navigate(`/procedures/${encodeURIComponent(after)}`)}
          />
        )}
        {name !== 'new' && chosen !== undefined && (
          <ProcedureEditor key={`${chosen.name} ${chosen.version}`} saved={chosen} onSaved={() => undefined} />
        )}
        {name !== 'new' && chosen === undefined && given !== undefined && <BuiltInView procedure={given} />}
        {name === undefined && (
          <div className="empty">
            <p>{texts.procedures.help}</p>
          </div>
        )}
        {name !== undefined &&
          name !== 'new' &&
          chosen === undefined &&
          given === undefined &&
          !saved.isPending &&
          !builtIn.isPending && (
            <div className="empty">
              <p>{texts.procedures.unknown(name)}</p>
            </div>
          )}
      </div>
    </div>
  );
}
