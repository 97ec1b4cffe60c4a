import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { queries, type Listing } from '../api/queries';
import { ProblemBox } from '../page/ProblemBox';
import { useFilters } from '../page/useFilters';
import { useTitle } from '../page/useTitle';
import { texts } from '../texts';
import { wholeNumber } from '../time/moments';
import { ListFilters } from './ListFilters';
import { listingOf } from './listing';
import { QueryRow } from './QueryRow';

const PAGE = 50;

/** All saved queries: found as one types, with their use beside them. */
export function ListPage() {
  useTitle(texts.list.title);
  const { search, change, clear } = useFilters();
  const listing = listingOf(search);
  // How many rows are shown belongs to what is searched for: another search begins with one page again.
  const [pages, setPages] = useState({ of: '', count: PAGE });
  const count = pages.of === search.toString() ? pages.count : PAGE;
  const asked: Listing = { ...listing, limit: Math.min(count, 200), offset: 0 };
  const found = useQuery({
    queryKey: ['queries', asked],
    queryFn: ({ signal }) => queries.list(asked, signal),
    placeholderData: keepPreviousData,
  });

  const filtered = [...search.keys()].some((name) => name !== 'order');
  return (
    <div className="list-page">
      <div className="page-head">
        <h1>{texts.list.title}</h1>
        <p className="muted" aria-live="polite">
          {found.data !== undefined && texts.list.found(wholeNumber(found.data.total), found.data.total)}
        </p>
      </div>
      <ListFilters listing={listing} onChange={change} onClear={filtered ? clear : undefined} />
      {found.isError && <ProblemBox error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && found.data.queries.length === 0 && <Nothing filtered={filtered} />}
      <ul className="query-list" aria-busy={found.isFetching}>
        {found.data?.queries.map((query) => (
          <QueryRow key={query.id} query={query} onFilter={change} />
        ))}
      </ul>
      {found.data !== undefined && found.data.queries.length < found.data.total && (
        <p className="center">
          {count < 200 ? (
            <button type="button" onClick={() => setPages({ of: search.toString(), count: count + PAGE })}>
              {texts.list.more}
            </button>
          ) : (
            <span className="muted">{texts.list.narrow}</span>
          )}
        </p>
      )}
    </div>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  return (
    <div className="empty">
      <h2>{filtered ? texts.list.nothingFound : texts.list.nothingYet}</h2>
      <p>{filtered ? texts.list.nothingFoundHelp : texts.list.nothingYetHelp}</p>
      <Link className="button primary" to="/queries/new">
        {texts.page.newQuery}
      </Link>
    </div>
  );
}
