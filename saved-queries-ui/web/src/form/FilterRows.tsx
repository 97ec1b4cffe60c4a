import type { Schema } from '../api/schema';
import { texts } from '../texts';
import { attributesOf, chosenKinds, nameOf, operators, type Filter, type Operator, type QueryForm } from './form';

interface FilterRowsProps {
  form: QueryForm;
  schema: Schema;
  onChange: (form: QueryForm) => void;
}

/** Which rows are kept; a value may be left open as a parameter, asked for at every run. */
export function FilterRows({ form, schema, onChange }: FilterRowsProps) {
  const choices = chosenKinds(form).flatMap((kind, index) =>
    attributesOf(kind, schema).map(({ attribute, type }) => ({
      kind: index,
      attribute,
      type,
      label: `${kind.namespace} › ${nameOf(attribute)}`,
    })),
  );
  const set = (at: number, part: Partial<Filter>) =>
    onChange({ ...form, filters: form.filters.map((each, index) => (index === at ? { ...each, ...part } : each)) });
  const first = choices[0];
  return (
    <fieldset>
      <legend>{texts.form.filters}</legend>
      {form.filters.map((filter, at) => {
        const chosen = choices.findIndex((each) => each.kind === filter.kind && each.attribute === filter.attribute);
        return (
          // A filter has nothing that names it but its place.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={at} className="filter-line">
            <select
              aria-label={texts.form.attribute}
              value={chosen}
              onChange={(event) => {
                const choice = choices[Number(event.target.value)];
                if (choice !== undefined) set(at, { kind: choice.kind, attribute: choice.attribute });
              }}
            >
              {choices.map((choice, index) => (
                <option key={choice.label} value={index}>
                  {choice.label}
                </option>
              ))}
            </select>
            <select
              aria-label={texts.form.operator}
              value={filter.operator}
              onChange={(event) => set(at, { operator: event.target.value as Operator })}
            >
              {operators.map((each) => (
                <option key={each} value={each}>
                  {texts.form.operators[each]}
                </option>
              ))}
            </select>
            {filter.operator !== 'missing' && (
              <>
                <input
                  aria-label={texts.form.value}
                  placeholder={choices[chosen]?.type}
                  value={filter.value}
                  onChange={(event) => set(at, { value: event.target.value })}
                />
                <label className="inline">
                  <input
                    type="checkbox"
                    checked={filter.parameter}
                    onChange={(event) => set(at, { parameter: event.target.checked })}
                  />{' '}
                  {texts.form.parameter}
                </label>
              </>
            )}
            <button
              type="button"
              className="icon"
              aria-label={texts.form.remove}
              onClick={() => onChange({ ...form, filters: form.filters.filter((_, index) => index !== at) })}
            >
              ✕
            </button>
          </div>
        );
      })}
      {first !== undefined && (
        <button
          type="button"
          className="small"
          onClick={() =>
            onChange({
              ...form,
              filters: [
                ...form.filters,
                { kind: first.kind, attribute: first.attribute, operator: '=', value: '', parameter: false },
              ],
            })
          }
        >
          {texts.form.addFilter}
        </button>
      )}
    </fieldset>
  );
}
