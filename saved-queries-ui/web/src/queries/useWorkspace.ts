import { useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Draft, ProcedureUse, SavedQuery } from '../api/queries';
import type { Request } from '../api/runs';
import type { Values } from '../parameters/declaration';
import { chosenValues, declarationsFor } from '../parameters/values';
import type { Cursor } from '../time/cursor';
import { draftOf, sameContent, sameDraft } from './draft';
import { keepDraft, keptDraft } from './kept-draft';
import { useKeptDraft } from './useKeptDraft';
import { readLink, writeLink } from './link';

/** What a person has before them: the query as they changed it, its inputs and its moment. */
export function useWorkspace(saved: SavedQuery | null, base: Draft, version: number | null) {
  const [search, setSearch] = useSearchParams();
  const link = useRef(readLink(search));
  const place = saved?.id ?? 'new';
  const before = useRef(keptDraft(place));
  // A draft that was kept is of the newest version; the text of an older one is shown as it is.
  const restored =
    before.current !== null && (saved === null || version === saved.version) && !sameDraft(before.current.draft, base)
      ? before.current
      : null;
  const [draft, setDraft] = useState<Draft>(restored?.draft ?? base);
  const [restoredAt, setRestoredAt] = useState(restored?.at ?? null);
  const [basedOn, setBasedOn] = useState(restored?.basedOn ?? saved?.version ?? null);
  const [values, setValues] = useState<Values>(link.current.parameters);
  const [cursor, setCursor] = useState<Cursor>(link.current.cursor);
  const [limit, setLimit] = useState(10_000);
  const changed = !sameDraft(draft, base);

  // Another version has become the newest: whoever changed nothing is shown it, everybody else keeps what they typed.
  const [seen, setSeen] = useState(base);
  if (seen !== base) {
    setSeen(base);
    if (sameDraft(draft, seen)) {
      setDraft(base);
      setBasedOn(saved?.version ?? null);
    }
  }

  const address = writeLink({
    version: version === null || version === saved?.version ? null : version,
    parameters: values,
    cursor,
  });
  useEffect(() => {
    setSearch(new URLSearchParams(address), { replace: true });
    // oxlint-disable-next-line react/exhaustive-deps -- the router's setter is new at every navigation
  }, [address]);

  const kept = useKeptDraft(
    place,
    changed ? { basedOn, draft } : null,
    saved === null || version === saved.version || changed,
  );

  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const setText = (text: string) =>
    setDraft((before) =>
      before.text === text ? before : { ...before, text, parameters: declarationsFor(text, before.parameters) },
    );

  const use = (procedure: ProcedureUse) =>
    setDraft((before) =>
      before.procedures.some(({ name }) => name === procedure.name)
        ? before
        : { ...before, procedures: [...before.procedures, procedure] },
    );

  const chosen = useMemo(() => chosenValues(draft.parameters, values), [draft.parameters, values]);
  const sameAsVersion = saved !== null && version !== null && sameContent(draft, base);

  /** What a run of it asks for: the version by its number where nothing of it was changed. */
  const request = (run: string, cartesian = false): Request => ({
    run,
    query: saved?.id ?? null,
    version: sameAsVersion ? version : null,
    text: sameAsVersion ? null : draft.text,
    ...(sameAsVersion ? {} : { declarations: draft.parameters, procedures: draft.procedures, sources: draft.sources }),
    parameters: chosen.values,
    cursor,
    limit,
    ...(cartesian ? { 'allow-cartesian': true } : {}),
  });

  const discard = () => {
    setDraft(base);
    setRestoredAt(null);
    setBasedOn(saved?.version ?? null);
    keepDraft(place, null);
  };

  return {
    draft,
    change,
    use,
    setText,
    values,
    setValues,
    cursor,
    setCursor,
    limit,
    setLimit,
    changed,
    chosen,
    request,
    discard,
    basedOn,
    setBasedOn,
    restoredAt,
    dismissRestored: () => setRestoredAt(null),
    /** What is here has been saved as this. */
    become: (after: SavedQuery) => {
      kept.forget();
      setDraft(draftOf(after));
      setBasedOn(after.version);
      setRestoredAt(null);
    },
    forget: kept.forget,
    /** The search part of an address that has the same inputs and moment. */
    address: writeLink({ version: null, parameters: values, cursor }),
  };
}

export type WorkspaceState = ReturnType<typeof useWorkspace>;
