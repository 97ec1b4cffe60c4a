import type { Schema } from '../api/schema';
import { texts } from '../texts';
import { attributesOf, canBeOptional, chosenKinds, nameOf } from './form';
import type { Column, QueryForm, Summing } from './form';

interface ColumnChoiceProps {
  form: QueryForm;
  schema: Schema;
  onChange: (form: QueryForm) => void;
}

const NUMBERS = ['long', 'double', 'float', 'bigint', 'bigdec'];

/** Which attributes are shown, each as it is or summed up over the others. */
export function ColumnChoice({ form, schema, onChange }: ColumnChoiceProps) {
  const set = (column: Column, part: Partial<Column>) =>
    onChange({ ...form, columns: form.columns.map((each) => (each === column ? { ...each, ...part } : each)) });
  return (
    <fieldset>
      <legend>{texts.form.columns}</legend>
      {chosenKinds(form).map((kind, index) => (
        <div key={`${index} ${kind.database} ${kind.namespace}`} className="column-choice">
          <p className="label">{kind.namespace}</p>
          {attributesOf(kind, schema).map(({ attribute, type }) => {
            const column = form.columns.find((each) => each.kind === index && each.attribute === attribute);
            const sums: Summing[] = NUMBERS.includes(type)
              ? ['none', 'sum', 'avg', 'min', 'max', 'count']
              : ['none', 'count', 'min', 'max'];
            return (
              <div key={attribute} className="column-row">
                <label>
                  <input
                    type="checkbox"
                    checked={column !== undefined}
                    onChange={(event) =>
                      onChange({
                        ...form,
                        columns: event.target.checked
                          ? [...form.columns, { kind: index, attribute, summing: 'none' }]
                          : form.columns.filter((each) => each !== column),
                      })
                    }
                  />{' '}
                  {nameOf(attribute)} <small className="muted">{type}</small>
                </label>
                {column !== undefined && (
                  <select
                    aria-label={texts.form.summing(nameOf(attribute))}
                    value={column.summing}
                    onChange={(event) => set(column, { summing: event.target.value as Summing })}
                  >
                    {sums.map((each) => (
                      <option key={each} value={each}>
                        {texts.form.sums[each]}
                      </option>
                    ))}
                  </select>
                )}
                {column !== undefined && canBeOptional(form, column, schema) && (
                  <label className="inline">
                    <input
                      type="checkbox"
                      checked={column.optional === true}
                      aria-label={texts.form.optionalOf(nameOf(attribute))}
                      onChange={(event) => set(column, { optional: event.target.checked })}
                    />{' '}
                    {texts.form.optional}
                  </label>
                )}
              </div>
            );
          })}
        </div>
      ))}
    </fieldset>
  );
}
