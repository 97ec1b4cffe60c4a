import { skipToken, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocation, useNavigationType, useParams, useSearchParams } from 'react-router';
import { queries } from '../api/queries';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import { draftOf, draftOfVersion, emptyDraft } from './draft';
import { readLink, SAVED_HERE } from './link';
import { Workspace } from './Workspace';

/**
 * A saved query, or a new one: what is at the address decides which version is shown. What has just been saved goes on under
 * its own address with all that was on the page, such as its answer; any other query begins anew.
 */
export function QueryPage() {
  const { id = 'new' } = useParams();
  const { state } = useLocation();
  const [search] = useSearchParams();
  const goesOn = useNavigationType() !== 'POP' && state === SAVED_HERE;
  const [shown, setShown] = useState({ id, nth: 0 });
  if (shown.id !== id) setShown({ id, nth: goesOn ? shown.nth : shown.nth + 1 });
  return (
    <Opened key={shown.nth} id={id === 'new' ? null : id} wanted={id === 'new' ? null : readLink(search).version} />
  );
}

function Opened({ id, wanted }: { id: string | null; wanted: number | null }) {
  const saved = useQuery({
    queryKey: ['query', id],
    queryFn: id === null ? skipToken : ({ signal }) => queries.read(id, signal),
  });
  const older = wanted !== null && saved.data !== undefined && wanted !== saved.data.version;
  const version = useQuery({
    queryKey: ['version', id, wanted],
    queryFn: id !== null && wanted !== null && older ? ({ signal }) => queries.version(id, wanted, signal) : skipToken,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const base = useMemo(() => {
    if (id === null) return emptyDraft;
    if (older) return version.data === undefined ? null : draftOfVersion(version.data);
    return saved.data === undefined ? null : draftOf(saved.data);
  }, [id, older, version.data, saved.data]);

  const failed = saved.isError ? saved : version.isError ? version : null;
  if (failed !== null)
    return (
      <div className="narrow">
        <ProblemBox error={failed.error} onRetry={() => void failed.refetch()} />
      </div>
    );
  if (base === null) return <Loading />;
  const shown = older ? wanted : (saved.data?.version ?? null);
  return <Workspace key={older ? wanted : ''} saved={saved.data ?? null} base={base} version={shown} />;
}
