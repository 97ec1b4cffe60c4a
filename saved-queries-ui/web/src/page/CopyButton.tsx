import { useEffect, useState } from 'react';
import { texts } from '../texts';

/** Copies a text and says so for a moment. */
export function CopyButton({ text, label }: { text: () => string; label: string }) {
  const [done, setDone] = useState<'' | 'copied' | 'failed'>('');
  useEffect(() => {
    if (done === '') return undefined;
    const timer = setTimeout(() => setDone(''), 2000);
    return () => clearTimeout(timer);
  }, [done]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text());
      setDone('copied');
    } catch {
      setDone('failed');
    }
  }

  return (
    <button type="button" className="small" onClick={() => void copy()}>
      <span aria-live="polite">{done === '' ? label : texts.page[done]}</span>
    </button>
  );
}
