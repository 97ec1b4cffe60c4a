import { useCallback, useEffect, useRef } from 'react';
import type { Draft } from '../api/queries';
import { keepDraft } from './kept-draft';

const PAUSE = 400;

/**
 * Keeps what is typed when typing pauses, and when the page is left before that.
 *
 * @param unsaved what is not saved; null if all is
 * @param wanted false where a draft that is kept is of another version than the one that is shown
 */
export function useKeptDraft(place: string, unsaved: { basedOn: number | null; draft: Draft } | null, wanted: boolean) {
  const keep = useRef<(() => void) | null>(null);
  const text = JSON.stringify(unsaved);

  useEffect(() => {
    if (!wanted) return undefined;
    keep.current = () => {
      keep.current = null;
      const draft = JSON.parse(text) as typeof unsaved;
      keepDraft(place, draft === null ? null : { ...draft, at: new Date().toISOString() });
    };
    const timer = setTimeout(() => keep.current?.(), PAUSE);
    return () => clearTimeout(timer);
  }, [place, text, wanted]);

  useEffect(() => {
    const now = () => keep.current?.();
    addEventListener('pagehide', now);
    return () => {
      removeEventListener('pagehide', now);
      now();
    };
  }, []);

  const forget = useCallback(() => {
    keep.current = null;
    keepDraft(place, null);
  }, [place]);
  return { forget };
}
