import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { queries } from '../api/queries';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import { draftOf, draftOfVersion, emptyDraft } from './draft';
import { readLink } from './link';
import { Workspace } from './Workspace';

/** A saved query, or a new one: what is at the address decides which version is shown. */
export function QueryPage() {
  const { id = 'new' } = useParams();
  const [search] = useSearchParams();
  return id === 'new' ? (
    <Workspace key="new" saved={null} base={emptyDraft} version={null} />
  ) : (
    <Saved key={id} id={id} wanted={readLink(search).version} />
  );
}

function Saved({ id, wanted }: { id: string; wanted: number | null }) {
  const saved = useQuery({ queryKey: ['query', id], queryFn: ({ signal }) => queries.read(id, signal) });
  const older = wanted !== null && saved.data !== undefined && wanted !== saved.data.version;
  const version = useQuery({
    queryKey: ['version', id, wanted],
    queryFn: ({ signal }) => queries.version(id, wanted ?? 1, signal),
    enabled: older,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const base = useMemo(() => {
    if (older) return version.data === undefined ? null : draftOfVersion(version.data);
    return saved.data === undefined ? null : draftOf(saved.data);
  }, [older, version.data, saved.data]);

  const failed = saved.isError ? saved : version.isError ? version : null;
  if (failed !== null)
    return (
      <div className="narrow">
        <ProblemBox error={failed.error} onRetry={() => void failed.refetch()} />
      </div>
    );
  if (saved.data === undefined || base === null) return <Loading />;
  const shown = older ? wanted : saved.data.version;
  return <Workspace key={`${id} ${older ? wanted : ''}`} saved={saved.data} base={base} version={shown} />;
}
