import { parseInstant } from '../parameters/values';

interface InstantInputProps {
  id?: string;
  label?: string;
  value: string | null;
  onChange: (instant: string | null) => void;
  describedBy?: string | undefined;
}

/** An instant in UTC, to the second, or to the millisecond if it has any. */
export function InstantInput({ id, label, value, onChange, describedBy }: InstantInputProps) {
  const date = value === null ? null : new Date(value);
  const shown =
    date === null || Number.isNaN(date.getTime())
      ? ''
      : date.toISOString().slice(0, date.getUTCMilliseconds() === 0 ? 19 : 23);
  return (
    <span className="instant">
      <input
        type="datetime-local"
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        step={shown.length > 19 ? '0.001' : '1'}
        value={shown}
        onChange={(event) => {
          const parsed = parseInstant(event.target.value);
          onChange(parsed.ok ? String(parsed.value) : null);
        }}
      />
      <small className="muted">UTC</small>
    </span>
  );
}
