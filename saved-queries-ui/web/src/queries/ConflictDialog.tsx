import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Problem } from '../api/problem';
import { queries, type SavedQuery } from '../api/queries';
import { Dialog } from '../page/Dialog';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import { texts } from '../texts';
import { When } from '../time/When';
import { DiffView } from '../versions/DiffView';
import { diffLines } from '../versions/lines';
import { ForkDialog } from './ForkDialog';
import type { WorkspaceState } from './useWorkspace';

interface ConflictDialogProps {
  saved: SavedQuery;
  workspace: WorkspaceState;
  problem: Problem;
  busy: boolean;
  onSaveOnTop: (newest: number) => void;
  onClose: () => void;
}

interface Newest {
  version: number;
  'saved-by': string;
  'saved-at': string;
}

/** Somebody saved meanwhile: what they changed is shown, and what was typed here can still be saved in two ways. */
export function ConflictDialog({ saved, workspace, problem, busy, onSaveOnTop, onClose }: ConflictDialogProps) {
  const [forking, setForking] = useState(false);
  const newest = problem['newest'] as Newest;
  const theirs = useQuery({
    queryKey: ['version', saved.id, newest.version],
    queryFn: ({ signal }) => queries.version(saved.id, newest.version, signal),
  });
  if (forking) return <ForkDialog saved={saved} workspace={workspace} onClose={onClose} />;
  return (
    <Dialog title={texts.conflict.title} onClose={onClose} wide>
      <p>
        <strong>{newest['saved-by']}</strong> {texts.conflict.saved(newest.version)}{' '}
        <When instant={newest['saved-at']} />. {texts.conflict.nothingLost}
      </p>
      {theirs.isPending && <Loading />}
      {theirs.isError && <ProblemBox error={theirs.error} />}
      {theirs.data !== undefined && (
        <>
          <h3>{texts.conflict.diff(newest.version)}</h3>
          <DiffView lines={diffLines(theirs.data.text, workspace.draft.text)} fields={[]} />
        </>
      )}
      <div className="dialog-actions">
        <button type="button" onClick={onClose}>
          {texts.conflict.goOn}
        </button>
        <button type="button" onClick={() => setForking(true)}>
          {texts.conflict.fork}
        </button>
        <button type="button" className="primary" disabled={busy} onClick={() => onSaveOnTop(newest.version)}>
          {texts.conflict.onTop(newest.version + 1)}
        </button>
      </div>
    </Dialog>
  );
}
