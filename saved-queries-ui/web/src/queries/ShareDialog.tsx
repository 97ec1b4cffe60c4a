import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { queries, type Link, type SavedQuery } from '../api/queries';
import { CopyButton } from '../page/CopyButton';
import { Dialog } from '../page/Dialog';
import { ProblemBox } from '../page/ProblemBox';
import { texts } from '../texts';
import { When } from '../time/When';
import { writeLink } from './link';
import type { WorkspaceState } from './useWorkspace';

interface ShareDialogProps {
  saved: SavedQuery;
  version: number;
  workspace: WorkspaceState;
  onClose: () => void;
}

/** A link for colleagues, which runs the query, and one for others, which only shows its answer. */
export function ShareDialog({ saved, version, workspace, onClose }: ShareDialogProps) {
  const id = useId();
  const [days, setDays] = useState(30);
  const { cursor, chosen, changed } = workspace;
  const inside = location.origin + `/queries/${saved.id}` + writeLink({ version, parameters: chosen.values, cursor });
  const share = useMutation({ mutationFn: () => queries.share(saved.id, version, chosen.values, cursor, days) });
  return (
    <Dialog title={texts.share.title} onClose={onClose}>
      {changed && <p className="notice">{texts.share.unsaved(version)}</p>}
      <h3>{texts.share.colleagues}</h3>
      <p className="muted">{texts.share.colleaguesHelp}</p>
      <p className="copy-line">
        <input readOnly aria-label={texts.share.colleagues} value={inside} onFocus={(event) => event.target.select()} />
        <CopyButton label={texts.page.copy} text={() => inside} />
      </p>
      <h3>{texts.share.others}</h3>
      <p className="muted">{texts.share.othersHelp}</p>
      <p className="copy-line">
        <label htmlFor={id}>{texts.share.days}</label>
        <select id={id} value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {[1, 7, 30, 90].map((each) => (
            <option key={each} value={each}>
              {texts.share.forDays(each)}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="primary"
          disabled={share.isPending || chosen.missing.length > 0}
          onClick={() => share.mutate()}
        >
          {texts.share.make}
        </button>
      </p>
      {chosen.missing.length > 0 && <p className="muted">{texts.share.missing(chosen.missing.join(', '))}</p>}
      {share.isError && <ProblemBox error={share.error} />}
      {share.data !== undefined && <Made link={share.data} />}
    </Dialog>
  );
}

function Made({ link }: { link: Link }) {
  const url = location.origin + link.path;
  const withdraw = useMutation({ mutationFn: () => queries.unshare(link.id ?? link.path.split('/').at(-1) ?? '') });
  if (withdraw.isSuccess) return <p role="status">{texts.share.withdrawn}</p>;
  return (
    <>
      <p className="copy-line">
        <input readOnly aria-label={texts.share.others} value={url} onFocus={(event) => event.target.select()} />
        <CopyButton label={texts.page.copy} text={() => url} />
      </p>
      <p className="muted">
        {texts.share.expires} <When instant={link.expires} />.{' '}
        <button type="button" className="link" onClick={() => withdraw.mutate()}>
          {texts.share.withdraw}
        </button>
      </p>
      {withdraw.isError && <ProblemBox error={withdraw.error} />}
    </>
  );
}
