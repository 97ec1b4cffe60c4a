import { useEffect, useRef } from 'react';

/** Hears every key that is pressed while the page is open. */
export function useKeys(onKey: (event: KeyboardEvent) => void): void {
  const now = useRef(onKey);
  useEffect(() => {
    now.current = onKey;
  });
  useEffect(() => {
    const heard = (event: KeyboardEvent) => now.current(event);
    document.addEventListener('keydown', heard);
    return () => document.removeEventListener('keydown', heard);
  }, []);
}
