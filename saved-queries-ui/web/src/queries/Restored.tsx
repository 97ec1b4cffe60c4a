import { texts } from '../texts';
import { When } from '../time/When';

export function Restored({ at, onKeep, onDiscard }: { at: string; onKeep: () => void; onDiscard: () => void }) {
  return (
    <p className="notice" role="status">
      {texts.query.restored} <When instant={at} />.{' '}
      <button type="button" className="small" onClick={onKeep}>
        {texts.query.keepChanges}
      </button>{' '}
      <button type="button" className="small" onClick={onDiscard}>
        {texts.query.discard}
      </button>
    </p>
  );
}
