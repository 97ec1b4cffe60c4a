import { useState } from 'react';
import { Link } from 'react-router';
import type { SavedQuery } from '../api/queries';
import { texts } from '../texts';
import { wholeNumber } from '../time/moments';
import { When } from '../time/When';
import { FavouriteButton } from './FavouriteButton';
import { ForkDialog } from './ForkDialog';
import { SaveDialog } from './SaveDialog';
import { ShareDialog } from './ShareDialog';
import type { WorkspaceState } from './useWorkspace';

interface QueryHeadProps {
  saved: SavedQuery | null;
  version: number | null;
  workspace: WorkspaceState;
}

export function QueryHead({ saved, version, workspace }: QueryHeadProps) {
  const [dialog, setDialog] = useState<'save' | 'fork' | 'share' | null>(null);
  const { draft, changed } = workspace;
  const old = saved !== null && version !== saved.version;
  const close = () => setDialog(null);
  return (
    <div className="query-head">
      <div className="query-title">
        {saved !== null && <FavouriteButton query={saved} />}
        <h1>{draft.name || texts.query.untitled}</h1>
        {changed && <span className="badge warning">{texts.query.unsaved}</span>}
        {saved?.archived === true && <span className="badge">{texts.query.archived}</span>}
        {old && (
          <span className="badge">
            {texts.query.oldVersion(version ?? 0)}{' '}
            <Link to={`/queries/${saved.id}`} reloadDocument={false}>
              {texts.query.toNewest}
            </Link>
          </span>
        )}
      </div>
      <div className="query-actions">
        {changed && saved !== null && (
          <button type="button" onClick={workspace.discard}>
            {texts.query.discard}
          </button>
        )}
        {saved !== null && (
          <button type="button" onClick={() => setDialog('fork')}>
            {texts.query.fork}
          </button>
        )}
        {saved !== null && (
          <button type="button" onClick={() => setDialog('share')}>
            {texts.query.share}
          </button>
        )}
        <button
          type="button"
          className={changed ? 'primary' : undefined}
          disabled={draft.text.trim() === ''}
          onClick={() => setDialog('save')}
        >
          {texts.query.save}
        </button>
      </div>
      {saved !== null && (
        <p className="query-meta">
          <span>
            {saved.owner}
            {saved.team !== null && ` · ${texts.page.team(saved.team)}`}
          </span>
          <span>{texts.query.version(saved.version)}</span>
          <span>
            {texts.list.changed} <When instant={saved['changed-at']} />
          </span>
          {saved.usage.runs > 0 && (
            <span>
              {texts.usage.short(
                wholeNumber(saved.usage.runs),
                wholeNumber(saved.usage.people),
                saved.usage.runs,
                saved.usage.people,
              )}
            </span>
          )}
          {saved.stale && (
            <span className="badge warning" title={texts.list.staleHelp}>
              {texts.list.staleBadge}
            </span>
          )}
          {saved.origin !== null && (
            <span>
              {texts.query.forkOf}{' '}
              <Link to={`/queries/${saved.origin.query}?version=${saved.origin.version}`}>{saved.origin.name}</Link>{' '}
              {texts.query.versionShort(saved.origin.version)}
            </span>
          )}
          {draft.tags.map((tag) => (
            <Link key={tag} className="tag" to={`/queries?tag=${encodeURIComponent(tag)}`}>
              {tag}
            </Link>
          ))}
        </p>
      )}
      {draft.description !== '' && <p className="query-description">{draft.description}</p>}
      {dialog === 'save' && <SaveDialog saved={saved} workspace={workspace} onClose={close} />}
      {dialog === 'fork' && saved !== null && <ForkDialog saved={saved} workspace={workspace} onClose={close} />}
      {dialog === 'share' && saved !== null && (
        <ShareDialog saved={saved} version={version ?? saved.version} workspace={workspace} onClose={close} />
      )}
    </div>
  );
}
