import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { queries, type SavedQuery } from '../api/queries';
import { Dialog } from '../page/Dialog';
import { ProblemBox } from '../page/ProblemBox';
import { texts } from '../texts';
import type { WorkspaceState } from './useWorkspace';

interface ForkDialogProps {
  saved: SavedQuery;
  workspace: WorkspaceState;
  onClose: () => void;
}

/** A query of one's own that knows where it came from; unsaved changes go into it as its second version. */
export function ForkDialog({ saved, workspace, onClose }: ForkDialogProps) {
  const id = useId();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(texts.fork.nameOf(workspace.draft.name).slice(0, 120));
  const fork = useMutation({
    mutationFn: async () => {
      const copy = await queries.fork(saved.id, name);
      if (!workspace.changed) return copy;
      return queries.save(copy.id, copy.version, { ...workspace.draft, name, team: copy.team }, texts.fork.note);
    },
    onSuccess: async (copy) => {
      workspace.forget();
      await client.invalidateQueries({ queryKey: ['queries'] });
      onClose();
      void navigate(`/queries/${copy.id}`);
    },
  });
  return (
    <Dialog title={texts.fork.title} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          fork.mutate();
        }}
      >
        <p className="muted">{workspace.changed ? texts.fork.withChanges : texts.fork.help}</p>
        <label htmlFor={id}>{texts.save.name}</label>
        <input
          id={id}
          required
          maxLength={120}
          autoFocus
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {fork.isError && <ProblemBox error={fork.error} />}
        <div className="dialog-actions">
          <button type="button" onClick={onClose}>
            {texts.page.cancel}
          </button>
          <button type="submit" className="primary" disabled={fork.isPending}>
            {texts.query.fork}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
