import { Link } from 'react-router';
import type { ProcedureUse } from '../api/queries';
import { useSavedProcedures } from '../editor/vocabulary';
import { texts } from '../texts';

interface ProcedureUsesProps {
  uses: ProcedureUse[];
  onChange: (uses: ProcedureUse[]) => void;
}

/** The saved procedures whose rules go with the query, each in the version it was saved with until upgraded. */
export function ProcedureUses({ uses, onChange }: ProcedureUsesProps) {
  const saved = useSavedProcedures().data ?? [];
  if (uses.length === 0) return null;
  return (
    <p className="procedure-uses">
      <span className="muted">{texts.editor.uses}</span>
      {uses.map((use) => {
        const newest = saved.find(({ name }) => name === use.name)?.version ?? use.version;
        return (
          <span key={use.name} className="tag">
            <Link to={`/procedures/${encodeURIComponent(use.name)}`}>{use.name}</Link>{' '}
            {texts.query.versionShort(use.version)}
            {newest > use.version && (
              <button
                type="button"
                className="link"
                onClick={() =>
                  onChange(uses.map((each) => (each.name === use.name ? { ...each, version: newest } : each)))
                }
              >
                {texts.editor.upgrade(newest)}
              </button>
            )}
            <button
              type="button"
              className="link"
              aria-label={texts.editor.without(use.name)}
              onClick={() => onChange(uses.filter((each) => each.name !== use.name))}
            >
              ✕
            </button>
          </span>
        );
      })}
    </p>
  );
}
