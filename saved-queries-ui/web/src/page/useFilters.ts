import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';

/**
 * The filters in the address. A change is made to the newest ones: the router's own setter makes it to those of the render
 * it was taken from, so that what was typed a moment ago would undo what was clicked since.
 */
export function useFilters() {
  const [search, setSearch] = useSearchParams();
  const newest = useRef(search);
  useEffect(() => {
    newest.current = search;
  }, [search]);

  function go(after: URLSearchParams) {
    // In one order, so that the same filters are the same address whichever was chosen first.
    after.sort();
    newest.current = after;
    setSearch(after, { replace: true });
  }

  function change(name: string, value: string | boolean | undefined) {
    const after = new URLSearchParams(newest.current);
    if (value === undefined || value === '' || value === false) after.delete(name);
    else after.set(name, String(value));
    go(after);
  }

  return { search, change, clear: () => go(new URLSearchParams()) };
}
