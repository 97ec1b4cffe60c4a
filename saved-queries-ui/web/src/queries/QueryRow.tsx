import { Link } from 'react-router';
import type { Listing, Summary } from '../api/queries';
import { texts } from '../texts';
import { When } from '../time/When';
import { FavouriteButton } from './FavouriteButton';
import { UsageLine } from './UsageLine';

interface QueryRowProps {
  query: Summary;
  onFilter: (name: keyof Listing, value: string) => void;
}

export function QueryRow({ query, onFilter }: QueryRowProps) {
  return (
    <li className="query-row">
      <FavouriteButton query={query} />
      <div className="query-what">
        <h2>
          <Link to={`/queries/${query.id}`}>{query.name}</Link>
        </h2>
        {query.description !== '' && <p className="clamp">{query.description}</p>}
        <p className="query-meta">
          {query.stale && (
            <span className="badge warning" title={texts.list.staleHelp}>
              {texts.list.staleBadge}
            </span>
          )}
          {query['fork-of'] !== null && <span className="badge">{texts.list.fork}</span>}
          {query.tags.map((tag) => (
            <button key={tag} type="button" className="tag" onClick={() => onFilter('tag', tag)}>
              {tag}
            </button>
          ))}
          <button type="button" className="link quiet" onClick={() => onFilter('owner', query.owner)}>
            {query.owner}
          </button>
          {query.team !== null && (
            <button type="button" className="link quiet" onClick={() => onFilter('team', query.team ?? '')}>
              {texts.page.team(query.team)}
            </button>
          )}
          <span>
            {texts.list.changed} <When instant={query['changed-at']} />
          </span>
        </p>
      </div>
      <UsageLine usage={query.usage} />
    </li>
  );
}
