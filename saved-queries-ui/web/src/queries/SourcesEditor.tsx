import type { Json } from '../api/json-types';
import type { Content } from '../api/queries';
import { sourceNames } from '../datalog/query';
import { useSchema } from '../editor/vocabulary';
import { texts } from '../texts';
import { InstantInput } from '../time/InstantInput';
import { declaredSource, viewOf, views, withSource, type View } from './sources';

interface SourcesEditorProps {
  text: string;
  sources: Content['sources'];
  onChange: (sources: Content['sources']) => void;
}

/** What each source of the query shows: a database as it is at the cursor, its history, its log, or what came since. */
export function SourcesEditor({ text, sources, onChange }: SourcesEditorProps) {
  const databases = useSchema().data?.databases.map(({ name }) => name) ?? [];
  return (
    <section className="sources" aria-label={texts.sources.title}>
      <h2>{texts.sources.title}</h2>
      {sourceNames(text).map((name) => {
        const source = declaredSource(name, sources);
        const view = viewOf(source);
        const set = (part: { [member: string]: Json }) => onChange(withSource(name, part, sources));
        return (
          <div key={name} className="source">
            <code>{name}</code>
            {source['tuples'] !== undefined ? (
              <span className="muted">{texts.sources.tuples}</span>
            ) : (
              <>
                <select
                  aria-label={texts.sources.database(name)}
                  value={String(source['database'] ?? '')}
                  onChange={(event) => set({ ...source, database: event.target.value })}
                >
                  {!databases.includes(String(source['database'] ?? '')) && (
                    <option value={String(source['database'] ?? '')}>{texts.sources.choose}</option>
                  )}
                  {databases.map((database) => (
                    <option key={database} value={database}>
                      {database}
                    </option>
                  ))}
                </select>
                <select
                  aria-label={texts.sources.view(name)}
                  value={view}
                  onChange={(event) => set(ofView(String(source['database'] ?? ''), event.target.value as View))}
                >
                  {views.map((each) => (
                    <option key={each} value={each}>
                      {texts.sources.views[each]}
                    </option>
                  ))}
                </select>
                {view === 'since' && (
                  <InstantInput
                    label={texts.sources.since(name)}
                    value={String(source['since'])}
                    onChange={(instant) => {
                      if (instant !== null) set({ ...source, since: instant });
                    }}
                  />
                )}
              </>
            )}
          </div>
        );
      })}
    </section>
  );
}

const WEEK = 7 * 86_400_000;

function ofView(database: string, view: View): { [member: string]: Json } {
  if (view === 'state') return { database };
  return view === 'since'
    ? { database, since: new Date(Math.floor((Date.now() - WEEK) / 86_400_000) * 86_400_000).toISOString() }
    : { database, view };
}
