import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { runs } from '../api/runs';
import { texts } from '../texts';
import type { Cursor, ResolvedCursor } from './cursor';
import { InstantInput } from './InstantInput';
import { absoluteTime, wholeNumber } from './moments';

type Mode = 'now' | 'instant' | 'cursor';

interface TimeControlProps {
  cursor: Cursor;
  onChange: (cursor: Cursor) => void;
  query: string | null;
  /** Of the answer that is shown. */
  last: ResolvedCursor | null;
}

/** The point in time a query is asked at: now, an instant, or exactly where an earlier answer was read. */
export function TimeControl({ cursor, onChange, query, last }: TimeControlProps) {
  const [mode, setMode] = useState<Mode>(modeOf(cursor));
  const name = useId();
  const shown = cursor === null ? mode : modeOf(cursor);

  function choose(next: Mode) {
    setMode(next);
    if (next === 'now') onChange(null);
    else if (next === 'instant')
      onChange(
        typeof cursor === 'string' ? cursor : new Date(Math.floor(Date.now() / 60_000) * 60_000 - 60_000).toISOString(),
      );
    else onChange(last ?? (typeof cursor === 'object' ? cursor : null));
  }

  return (
    <fieldset className="time-control">
      <legend>{texts.time.legend}</legend>
      <div className="segments">
        {(['now', 'instant', 'cursor'] as const).map((each) => (
          <label key={each} className="segment" title={texts.time.help[each]}>
            <input type="radio" name={name} checked={shown === each} onChange={() => choose(each)} />
            <span>{texts.time.modes[each]}</span>
          </label>
        ))}
      </div>
      {shown === 'instant' && (
        <InstantInput
          label={texts.time.instant}
          value={typeof cursor === 'string' ? cursor : null}
          onChange={onChange}
        />
      )}
      {shown === 'cursor' && <SavedCursor cursor={cursor} onChange={onChange} query={query} last={last} />}
    </fieldset>
  );
}

function SavedCursor({ cursor, onChange, query, last }: TimeControlProps) {
  const earlier = useQuery({
    queryKey: ['runs', 'cursors', query],
    queryFn: ({ signal }) =>
      runs.list({ ...(query === null ? {} : { query }), outcome: 'answered', limit: 30 }, signal),
  });
  const choices = new Map<string, string>();
  if (last !== null) choices.set(JSON.stringify(last), texts.time.ofThisAnswer);
  for (const run of earlier.data?.runs ?? []) {
    const resolved = run['resolved-cursor'];
    if (resolved !== null && !choices.has(JSON.stringify(resolved))) {
      choices.set(
        JSON.stringify(resolved),
        texts.time.ofRun(run.person, absoluteTime(run['started-at']), wholeNumber(run.rows ?? 0)),
      );
    }
  }
  const chosen = cursor !== null && typeof cursor === 'object' ? JSON.stringify(cursor) : '';
  if (chosen !== '' && !choices.has(chosen)) choices.set(chosen, texts.time.ofThisLink);
  if (choices.size === 0) return <small className="muted">{texts.time.noCursors}</small>;
  return (
    <>
      <select
        aria-label={texts.time.modes.cursor}
        value={chosen}
        onChange={(event) => onChange(event.target.value === '' ? null : (JSON.parse(event.target.value) as Cursor))}
      >
        {chosen === '' && <option value="">{texts.time.chooseCursor}</option>}
        {[...choices].map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <CursorChips cursor={cursor} />
    </>
  );
}

/** A cursor as people read it: each database with its `t` or instant. */
export function CursorChips({ cursor }: { cursor: Cursor }) {
  if (cursor === null) return <span className="cursor-chip">{texts.time.modes.now}</span>;
  if (typeof cursor === 'string') return <span className="cursor-chip">{absoluteTime(cursor)}</span>;
  return (
    <span className="cursor-chips">
      {Object.entries(cursor).map(([database, point]) => (
        <span key={database} className="cursor-chip">
          {database} <b>{typeof point === 'number' ? `t ${point}` : absoluteTime(point)}</b>
        </span>
      ))}
    </span>
  );
}

function modeOf(cursor: Cursor): Mode {
  return cursor === null ? 'now' : typeof cursor === 'string' ? 'instant' : 'cursor';
}
