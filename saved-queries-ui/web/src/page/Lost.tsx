import { isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { texts } from '../texts';

/** A page that does not exist, or that broke while it was shown. */
export function Lost() {
  const error = useRouteError();
  const broken = error !== undefined && error !== null && !(isRouteErrorResponse(error) && error.status === 404);
  return (
    <div className="narrow empty">
      <h1>{broken ? texts.page.broken : texts.page.lost}</h1>
      <p>{broken ? texts.page.brokenHelp : texts.page.lostHelp}</p>
      <p>
        {broken && (
          <button type="button" className="primary" onClick={() => location.reload()}>
            {texts.page.reload}
          </button>
        )}{' '}
        <Link className="button" to="/queries">
          {texts.page.toQueries}
        </Link>
      </p>
    </div>
  );
}
