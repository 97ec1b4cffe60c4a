import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, Link } from 'react-router';
import { queries, type SavedQuery } from '../api/queries';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import { texts } from '../texts';
import { When } from '../time/When';
import { DiffView } from './DiffView';

interface VersionsPanelProps {
  saved: SavedQuery;
  shown: number;
  /** Whether there are changes that are not saved, which reverting would hide. */
  changed: boolean;
}

/** Every version there ever was: read it, see what it changed, bring it back as a new one. */
export function VersionsPanel({ saved, shown, changed }: VersionsPanelProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [compared, setCompared] = useState<{ from: number; to: number } | null>(null);
  const versions = useQuery({
    queryKey: ['versions', saved.id],
    queryFn: ({ signal }) => queries.versions(saved.id, signal),
  });
  const revert = useMutation({
    mutationFn: (to: number) => queries.revert(saved.id, to, saved.version, texts.versions.revertNote(to)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['versions', saved.id] });
      await client.invalidateQueries({ queryKey: ['query', saved.id] });
      void navigate(`/queries/${saved.id}`);
    },
  });
  if (versions.isPending) return <Loading />;
  if (versions.isError) return <ProblemBox error={versions.error} onRetry={() => void versions.refetch()} />;
  const newestFirst = versions.data.toSorted((a, b) => b.version - a.version);
  return (
    <>
      {revert.isError && <ProblemBox error={revert.error} />}
      <ol className="versions">
        {newestFirst.map((version) => (
          <li key={version.version} className={version.version === shown ? 'current' : undefined}>
            <div>
              <strong>{texts.query.version(version.version)}</strong>{' '}
              {version.version === saved.version && <span className="badge">{texts.versions.newest}</span>}{' '}
              {version.version === shown && <span className="badge accent">{texts.versions.shown}</span>}
              <p className="query-meta">
                <span>{version['saved-by']}</span>
                <When instant={version['saved-at']} />
                {version.name !== saved.name && <span>{version.name}</span>}
              </p>
              {version.note !== null && version.note !== '' && <p>{version.note}</p>}
            </div>
            <div className="row-actions">
              {version.version !== shown && (
                <Link className="button small" to={`/queries/${saved.id}?version=${version.version}`}>
                  {texts.versions.open}
                </Link>
              )}
              {version.version > 1 && (
                <button
                  type="button"
                  className="small"
                  onClick={() => setCompared({ from: version.version - 1, to: version.version })}
                >
                  {texts.versions.changes}
                </button>
              )}
              {version.version !== saved.version && (
                <button
                  type="button"
                  className="small"
                  onClick={() => setCompared({ from: version.version, to: saved.version })}
                >
                  {texts.versions.toNewest}
                </button>
              )}
              {version.version !== saved.version && saved['may-change'] && (
                <button
                  type="button"
                  className="small"
                  disabled={revert.isPending || changed}
                  title={changed ? texts.versions.saveFirst : undefined}
                  onClick={() => revert.mutate(version.version)}
                >
                  {texts.versions.revert}
                </button>
              )}
            </div>
            {compared !== null && compared.to === version.version && compared.from === version.version - 1 && (
              <Compared query={saved.id} {...compared} />
            )}
            {compared !== null &&
              compared.from === version.version &&
              compared.to === saved.version &&
              compared.to !== version.version + 1 && <Compared query={saved.id} {...compared} />}
          </li>
        ))}
      </ol>
    </>
  );
}

function Compared({ query, from, to }: { query: string; from: number; to: number }) {
  const diff = useQuery({
    queryKey: ['diff', query, from, to],
    queryFn: ({ signal }) => queries.diff(query, from, to, signal),
  });
  return (
    <div className="compared">
      <h2>{texts.versions.between(from, to)}</h2>
      {diff.isPending && <Loading />}
      {diff.isError && <ProblemBox error={diff.error} />}
      {diff.data !== undefined && <DiffView {...diff.data} />}
    </div>
  );
}
