import { useId, useState } from 'react';
import { texts } from '../texts';
import { parameterTypes, type Declaration, type ParameterType } from './declaration';
import { choicesOf, parseValue, showValue } from './values';

interface DeclarationEditorProps {
  declarations: Declaration[];
  onChange: (declarations: Declaration[]) => void;
}

const sentAs: Partial<Record<ParameterType, string[]>> = {
  number: ['', 'long', 'double', 'decimal'],
  choice: ['', 'keyword', 'long', 'decimal', 'instant'],
  list: ['text', 'number', 'keyword', 'instant'],
};

/** Type, default, help and choices of each input. */
export function DeclarationEditor({ declarations, onChange }: DeclarationEditorProps) {
  if (declarations.length === 0) return <p className="muted">{texts.parameters.none}</p>;
  return (
    <div className="declarations">
      {declarations.map((declaration) => (
        <DeclarationRow
          key={declaration.name}
          declaration={declaration}
          onChange={(changed) => onChange(declarations.map((each) => (each.name === changed.name ? changed : each)))}
        />
      ))}
    </div>
  );
}

function DeclarationRow({
  declaration,
  onChange,
}: {
  declaration: Declaration;
  onChange: (declaration: Declaration) => void;
}) {
  const id = useId();
  const [fallback, setFallback] = useState(showValue(declaration.default));
  const [wrong, setWrong] = useState<string | null>(null);
  const types = sentAs[declaration.type];

  function changeDefault(text: string, within: Declaration = declaration) {
    setFallback(text);
    if (text.trim() === '') {
      setWrong(null);
      const { default: _before, ...rest } = within;
      onChange(rest);
      return;
    }
    const parsed = parseValue(within, text);
    setWrong(parsed.ok ? null : parsed.why);
    onChange(parsed.ok ? { ...within, default: parsed.value } : within);
  }

  function changeType(type: ParameterType) {
    const { of: _of, choices: _choices, default: _default, ...rest } = declaration;
    changeDefault(fallback, {
      ...rest,
      type,
      ...(type === 'list' ? { of: 'text' } : {}),
      ...(type === 'choice' ? { choices: [] } : {}),
    });
  }

  return (
    <fieldset className="declaration">
      <legend>
        <code>?{declaration.name}</code>
      </legend>
      <label htmlFor={`${id}-type`}>{texts.parameters.type}</label>
      <select
        id={`${id}-type`}
        value={declaration.type}
        onChange={(event) => changeType(event.target.value as ParameterType)}
      >
        {parameterTypes.map((type) => (
          <option key={type} value={type}>
            {texts.parameters.types[type]}
          </option>
        ))}
      </select>
      {types !== undefined && (
        <>
          <label htmlFor={`${id}-of`}>
            {declaration.type === 'list' ? texts.parameters.items : texts.parameters.sentAs}
          </label>
          <select
            id={`${id}-of`}
            value={declaration.of ?? ''}
            onChange={(event) => {
              const of = event.target.value || null;
              onChange({
                ...declaration,
                of,
                ...(declaration.choices === undefined
                  ? {}
                  : { choices: choicesOf(declaration.choices.map(showValue).join('\n'), of) }),
              });
            }}
          >
            {types.map((type) => (
              <option key={type} value={type}>
                {type === '' ? texts.parameters.asItIs : type}
              </option>
            ))}
          </select>
        </>
      )}
      {declaration.type === 'choice' && (
        <>
          <label htmlFor={`${id}-choices`}>{texts.parameters.choices}</label>
          <textarea
            id={`${id}-choices`}
            rows={3}
            defaultValue={(declaration.choices ?? []).map(showValue).join('\n')}
            placeholder={texts.parameters.oneALine}
            onChange={(event) => onChange({ ...declaration, choices: choicesOf(event.target.value, declaration.of) })}
          />
        </>
      )}
      <label htmlFor={`${id}-default`}>{texts.parameters.default}</label>
      {declaration.type === 'list' ? (
        <textarea
          id={`${id}-default`}
          rows={2}
          value={fallback}
          aria-invalid={wrong !== null}
          onChange={(event) => changeDefault(event.target.value)}
        />
      ) : (
        <input
          id={`${id}-default`}
          value={fallback}
          aria-invalid={wrong !== null}
          onChange={(event) => changeDefault(event.target.value)}
        />
      )}
      {wrong !== null && <small className="wrong span">{wrong}</small>}
      <label htmlFor={`${id}-help`}>{texts.parameters.help}</label>
      <input
        id={`${id}-help`}
        value={declaration.help ?? ''}
        onChange={(event) => onChange({ ...declaration, help: event.target.value })}
      />
    </fieldset>
  );
}
