import { texts } from '../texts';
import type { Declaration, Values } from './declaration';
import { ParameterInput } from './ParameterInput';

interface ParameterBarProps {
  declarations: Declaration[];
  values: Values;
  missing: string[];
  onChange: (values: Values) => void;
}

/** The inputs of a query: changing them does not touch the query itself. */
export function ParameterBar({ declarations, values, missing, onChange }: ParameterBarProps) {
  if (declarations.length === 0) return null;
  return (
    <section className="parameters" aria-label={texts.parameters.title}>
      {declarations.map((declaration) => (
        <ParameterInput
          key={`${declaration.name} ${declaration.type}`}
          declaration={declaration}
          value={values[declaration.name]}
          missing={missing.includes(declaration.name)}
          onChange={(value) => {
            const { [declaration.name]: _before, ...others } = values;
            onChange(value === null ? others : { ...others, [declaration.name]: value });
          }}
        />
      ))}
    </section>
  );
}
