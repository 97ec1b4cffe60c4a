import { useEffect, useRef, useState } from 'react';
import type { Listing } from '../api/queries';
import { usePerson } from '../session/session';
import { texts } from '../texts';
import { orders } from './listing';

interface ListFiltersProps {
  listing: Listing;
  onChange: (name: keyof Listing, value: string | boolean | undefined) => void;
  onClear: (() => void) | undefined;
}

export function ListFilters({ listing, onChange, onClear }: ListFiltersProps) {
  const person = usePerson();
  // Another field after each clearing: what was typed a moment before must not come back when the pause is over.
  const [clearings, setClearings] = useState(0);
  return (
    <search className="filters">
      <SearchField key={clearings} value={listing.text ?? ''} onChange={(text) => onChange('text', text)} />
      <div className="chips">
        <Toggle on={listing.favourite === true} onChange={(on) => onChange('favourite', on)}>
          {texts.list.favourites}
        </Toggle>
        <Toggle on={listing.owner === person.name} onChange={(on) => onChange('owner', on ? person.name : undefined)}>
          {texts.list.mine}
        </Toggle>
        {person.teams.map((team) => (
          <Toggle key={team} on={listing.team === team} onChange={(on) => onChange('team', on ? team : undefined)}>
            {texts.page.team(team)}
          </Toggle>
        ))}
        <Toggle on={listing.stale === true} onChange={(on) => onChange('stale', on)}>
          {texts.list.stale}
        </Toggle>
        <Toggle on={listing.archived === true} onChange={(on) => onChange('archived', on)}>
          {texts.list.archived}
        </Toggle>
        <Chosen name="tag" value={listing.tag} onChange={onChange} />
        {listing.team !== '' && !person.teams.includes(listing.team ?? '') && (
          <Chosen name="team" value={listing.team} onChange={onChange} />
        )}
        {listing.owner !== person.name && <Chosen name="owner" value={listing.owner} onChange={onChange} />}
        {onClear !== undefined && (
          <button
            type="button"
            className="link"
            onClick={() => {
              setClearings(clearings + 1);
              onClear();
            }}
          >
            {texts.list.clear}
          </button>
        )}
      </div>
      <label className="order">
        <span>{texts.list.order}</span>
        <select value={listing.order} onChange={(event) => onChange('order', event.target.value)}>
          {orders
            .filter((order) => order !== 'relevance' || listing.text !== '')
            .map((order) => (
              <option key={order} value={order}>
                {texts.list.orders[order]}
              </option>
            ))}
        </select>
      </label>
    </search>
  );
}

const PAUSE = 200;

/** Asks when typing pauses, not at every key. */
function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function type(text: string) {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      onChange(text);
      setTyped(null);
    }, PAUSE);
  }

  return (
    <input
      type="search"
      className="search"
      aria-label={texts.list.search}
      placeholder={texts.list.search}
      value={typed ?? value}
      onChange={(event) => type(event.target.value)}
    />
  );
}

function Toggle({ on, onChange, children }: { on: boolean; onChange: (on: boolean) => void; children: string }) {
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={() => onChange(!on)}>
      {children}
    </button>
  );
}

function Chosen({
  name,
  value,
  onChange,
}: {
  name: 'tag' | 'team' | 'owner';
  value: string | undefined;
  onChange: ListFiltersProps['onChange'];
}) {
  if (value === undefined || value === '') return null;
  return (
    <button
      type="button"
      className="chip"
      aria-pressed="true"
      aria-label={texts.list.remove(name, value)}
      onClick={() => onChange(name, undefined)}
    >
      {texts.list.chosen[name](value)} ✕
    </button>
  );
}
