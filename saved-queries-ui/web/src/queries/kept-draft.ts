import type { Draft } from '../api/queries';

/** What somebody typed and did not save, kept in this browser: closing a tab loses nothing. */
export interface KeptDraft {
  basedOn: number | null;
  draft: Draft;
  at: string;
}

const key = (query: string) => `dendro.draft.${query}`;

export function keepDraft(query: string, kept: KeptDraft | null): void {
  try {
    if (kept === null) localStorage.removeItem(key(query));
    else localStorage.setItem(key(query), JSON.stringify(kept));
  } catch {
    // Storage may be full or forbidden; the draft then lives as long as the tab.
  }
}

export function keptDraft(query: string): KeptDraft | null {
  try {
    const text = localStorage.getItem(key(query));
    return text === null ? null : (JSON.parse(text) as KeptDraft);
  } catch {
    return null;
  }
}
