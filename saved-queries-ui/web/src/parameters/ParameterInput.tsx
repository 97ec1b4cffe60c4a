import { useEffect, useId, useState } from 'react';
import type { Json } from '../api/json-types';
import { texts } from '../texts';
import { InstantInput } from '../time/InstantInput';
import type { Declaration } from './declaration';
import { parseValue, showValue } from './values';

interface ParameterInputProps {
  declaration: Declaration;
  value: Json | undefined;
  onChange: (value: Json | null) => void;
  missing: boolean;
}

/** One input of a query, of its type; empty means the default. */
export function ParameterInput({ declaration, value, onChange, missing }: ParameterInputProps) {
  const id = useId();
  const { name, help, default: fallback } = declaration;
  const [wrong, setWrong] = useState<string | null>(null);
  const described =
    [help ? `${id}-help` : '', wrong !== null || missing ? `${id}-wrong` : ''].filter(Boolean).join(' ') || undefined;

  function typed(text: string) {
    if (text === '') {
      setWrong(null);
      onChange(null);
      return;
    }
    const parsed = parseValue(declaration, text);
    setWrong(parsed.ok ? null : parsed.why);
    if (parsed.ok) onChange(parsed.value);
  }

  const common = { id, 'aria-describedby': described, 'aria-invalid': wrong !== null || missing };
  return (
    <div className="parameter">
      <label htmlFor={id}>
        {name}
        <small className="muted"> {texts.parameters.types[declaration.type]}</small>
      </label>
      {declaration.type === 'instant' ? (
        <InstantInput
          id={id}
          value={showValue(value ?? fallback) || null}
          onChange={onChange}
          describedBy={described}
        />
      ) : declaration.type === 'boolean' || declaration.type === 'choice' ? (
        <select {...common} value={showValue(value ?? fallback)} onChange={(event) => typed(event.target.value)}>
          <option value="">{texts.parameters.choose}</option>
          {(declaration.type === 'boolean' ? [true, false] : (declaration.choices ?? [])).map((choice) => (
            <option key={showValue(choice)} value={showValue(choice)}>
              {showValue(choice)}
            </option>
          ))}
        </select>
      ) : (
        <TypedInput
          {...common}
          lines={declaration.type === 'list'}
          numeric={declaration.type === 'number'}
          value={showValue(value)}
          hint={showValue(fallback)}
          onTyped={typed}
        />
      )}
      {help !== undefined && help !== '' && (
        <small id={`${id}-help`} className="muted">
          {help}
        </small>
      )}
      {(wrong !== null || missing) && (
        <small id={`${id}-wrong`} className="wrong">
          {wrong ?? texts.parameters.missing}
        </small>
      )}
    </div>
  );
}

interface TypedInputProps {
  id: string;
  lines: boolean;
  numeric: boolean;
  value: string;
  hint: string;
  onTyped: (text: string) => void;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
}

/** Keeps what is typed while it is not yet a value of the type. */
function TypedInput({ lines, numeric, value, hint, onTyped, ...common }: TypedInputProps) {
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  useEffect(() => {
    if (value !== sent) setText(value);
    setSent(value);
    // oxlint-disable-next-line react/exhaustive-deps -- only what comes from outside replaces what is typed
  }, [value]);
  const change = (next: string) => {
    setText(next);
    setSent(next);
    onTyped(next);
  };
  if (lines)
    return (
      <textarea
        {...common}
        rows={3}
        value={text}
        placeholder={hint || texts.parameters.oneALine}
        onChange={(event) => change(event.target.value)}
      />
    );
  return (
    <input
      {...common}
      inputMode={numeric ? 'decimal' : 'text'}
      value={text}
      placeholder={hint}
      onChange={(event) => change(event.target.value)}
    />
  );
}
