import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { isProblem } from '../api/problem';
import { queries, type SavedQuery } from '../api/queries';
import { Dialog } from '../page/Dialog';
import { ProblemBox } from '../page/ProblemBox';
import { usePerson } from '../session/session';
import { texts } from '../texts';
import { ConflictDialog } from './ConflictDialog';
import { SAVED_HERE } from './link';
import { tagsOf } from './tags';
import type { WorkspaceState } from './useWorkspace';

interface SaveDialogProps {
  saved: SavedQuery | null;
  workspace: WorkspaceState;
  onClose: () => void;
}

/** Name, words about it, and a note of what changed; every save is a version. */
export function SaveDialog({ saved, workspace, onClose }: SaveDialogProps) {
  const { draft, change, basedOn } = workspace;
  const id = useId();
  const person = usePerson();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [note, setNote] = useState('');
  const [tags, setTags] = useState(draft.tags.join(', '));
  const mine = saved === null || saved['may-change'];
  const save = useMutation({
    mutationFn: async (on: number | null) => {
      if (saved === null) return queries.create(draft, note);
      if (!mine) {
        const copy = await queries.fork(saved.id, draft.name);
        return queries.save(copy.id, copy.version, draft, note);
      }
      return queries.save(saved.id, on ?? saved.version, draft, note);
    },
    onSuccess: (after) => {
      workspace.become(after);
      client.setQueryData(['query', after.id], after);
      void client.invalidateQueries({ queryKey: ['queries'] });
      void client.invalidateQueries({ queryKey: ['versions', after.id] });
      onClose();
      void navigate(`/queries/${after.id}${workspace.address}`, { replace: saved === null, state: SAVED_HERE });
    },
  });

  if (isProblem(save.error, 'changed-meanwhile') && saved !== null) {
    return (
      <ConflictDialog
        saved={saved}
        workspace={workspace}
        problem={save.error.problem}
        busy={save.isPending}
        onSaveOnTop={(newest) => {
          workspace.setBasedOn(newest);
          save.mutate(newest);
        }}
        onClose={onClose}
      />
    );
  }

  const teams = [...new Set([...person.teams, ...(draft.team === null ? [] : [draft.team])])];
  return (
    <Dialog
      title={saved === null ? texts.save.first : mine ? texts.save.next(saved.version + 1) : texts.save.copy}
      onClose={onClose}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(basedOn);
        }}
      >
        {!mine && <p className="notice">{texts.save.notYours(saved.owner)}</p>}
        <label htmlFor={`${id}-name`}>{texts.save.name}</label>
        <input
          id={`${id}-name`}
          required
          maxLength={120}
          autoFocus
          value={draft.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <label htmlFor={`${id}-description`}>{texts.save.description}</label>
        <textarea
          id={`${id}-description`}
          rows={3}
          value={draft.description}
          placeholder={texts.save.descriptionHint}
          onChange={(event) => change({ description: event.target.value })}
        />
        <label htmlFor={`${id}-tags`}>{texts.save.tags}</label>
        <input
          id={`${id}-tags`}
          value={tags}
          placeholder={texts.save.tagsHint}
          onChange={(event) => {
            setTags(event.target.value);
            change({ tags: tagsOf(event.target.value) });
          }}
        />
        <label htmlFor={`${id}-team`}>{texts.save.team}</label>
        <select
          id={`${id}-team`}
          value={draft.team ?? ''}
          onChange={(event) => change({ team: event.target.value || null })}
        >
          <option value="">{texts.save.noTeam}</option>
          {teams.map((team) => (
            <option key={team} value={team}>
              {team}
            </option>
          ))}
        </select>
        {saved !== null && (
          <>
            <label htmlFor={`${id}-note`}>{texts.save.note}</label>
            <input
              id={`${id}-note`}
              value={note}
              maxLength={500}
              placeholder={texts.save.noteHint}
              onChange={(event) => setNote(event.target.value)}
            />
          </>
        )}
        {save.isError && <ProblemBox error={save.error} />}
        <div className="dialog-actions">
          <button type="button" onClick={onClose}>
            {texts.page.cancel}
          </button>
          <button type="submit" className="primary" disabled={save.isPending || draft.name.trim() === ''}>
            {texts.query.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
