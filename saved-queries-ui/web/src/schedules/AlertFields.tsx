import { conditions, type Alert } from '../api/schedules';
import { texts } from '../texts';

/** Which webhook is told, and of what. */
export function AlertFields({ id, alert, onChange }: { id: string; alert: Alert; onChange: (alert: Alert) => void }) {
  const { when } = alert;
  const ofValue = when.kind === 'value-above' || when.kind === 'value-below';
  return (
    <>
      <label htmlFor={`${id}-condition`}>{texts.schedules.condition}</label>
      <select
        id={`${id}-condition`}
        value={when.kind}
        onChange={(event) =>
          onChange({
            ...alert,
            when: { ...when, kind: conditions.find((each) => each === event.target.value) ?? 'changed' },
          })
        }
      >
        {conditions.map((each) => (
          <option key={each} value={each}>
            {texts.schedules.conditions[each]}
          </option>
        ))}
      </select>
      {ofValue && (
        <>
          <label htmlFor={`${id}-column`}>{texts.schedules.column}</label>
          <input
            id={`${id}-column`}
            required
            value={when.column ?? ''}
            onChange={(event) => onChange({ ...alert, when: { ...when, column: event.target.value } })}
          />
        </>
      )}
      {when.kind !== 'changed' && (
        <>
          <label htmlFor={`${id}-than`}>{texts.schedules.than}</label>
          <input
            id={`${id}-than`}
            type="number"
            step="any"
            required
            value={when.than ?? ''}
            onChange={(event) =>
              onChange({
                ...alert,
                when: { ...when, than: event.target.value === '' ? null : Number(event.target.value) },
              })
            }
          />
        </>
      )}
      <label htmlFor={`${id}-url`}>{texts.schedules.url}</label>
      <input
        id={`${id}-url`}
        type="url"
        required
        placeholder="https://"
        value={alert.url}
        onChange={(event) => onChange({ ...alert, url: event.target.value })}
      />
    </>
  );
}
