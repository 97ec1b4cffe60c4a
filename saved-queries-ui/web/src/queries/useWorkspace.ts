import { useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Draft, SavedQuery } from '../api/queries';
import type { Request } from '../api/runs';
import type { Values } from '../parameters/declaration';
import { chosenValues, declarationsFor } from '../parameters/values';
import type { Cursor } from '../time/cursor';
import { sameContent, sameDraft } from './draft';
import { keepDraft, keptDraft } from './kept-draft';
import { readLink, writeLink } from './link';

/** What a person has before them: the query as they changed it, its inputs and its moment. */
export function useWorkspace(saved: SavedQuery | null, base: Draft, version: number | null) {
  const [search, setSearch] = useSearchParams();
  const link = useRef(readLink(search));
  const place = saved?.id ?? 'new';
  const kept = useRef(keptDraft(place));
  // A draft that was kept is of the newest version; the text of an older one is shown as it is.
  const restored =
    kept.current !== null && (saved === null || version === saved.version) && !sameDraft(kept.current.draft, base)
      ? kept.current
      : null;
  const [draft, setDraft] = useState<Draft>(restored?.draft ?? base);
  const [restoredAt, setRestoredAt] = useState(restored?.at ?? null);
  const [basedOn, setBasedOn] = useState(restored?.basedOn ?? saved?.version ?? null);
  const [values, setValues] = useState<Values>(link.current.parameters);
  const [cursor, setCursor] = useState<Cursor>(link.current.cursor);
  const [limit, setLimit] = useState(10_000);
  const changed = !sameDraft(draft, base);

  const address = writeLink({
    version: version === null || version === saved?.version ? null : version,
    parameters: values,
    cursor,
  });
  useEffect(() => {
    setSearch(new URLSearchParams(address), { replace: true });
    // oxlint-disable-next-line react/exhaustive-deps -- the router's setter is new at every navigation
  }, [address]);

  useEffect(() => {
    if (saved !== null && version !== saved.version && !changed) return undefined;
    const timer = setTimeout(
      () => keepDraft(place, changed ? { basedOn, draft, at: new Date().toISOString() } : null),
      400,
    );
    return () => clearTimeout(timer);
  }, [draft, changed, place, basedOn, saved, version]);

  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const setText = (text: string) =>
    setDraft((before) =>
      before.text === text ? before : { ...before, text, parameters: declarationsFor(text, before.parameters) },
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
    forget: () => keepDraft(place, null),
  };
}

export type WorkspaceState = ReturnType<typeof useWorkspace>;
