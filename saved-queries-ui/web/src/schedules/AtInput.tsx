import type { Every } from '../api/schedules';
import { texts } from '../texts';

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Where in its hour, day or week a new schedule begins. */
export function startOf(every: Every): string {
  return every === 'hour' ? ':00' : every === 'day' ? '06:00' : 'monday 06:00';
}

/** The minute of an hour, the time of a day, or the day and time of a week. */
export function AtInput({
  id,
  every,
  at,
  onChange,
}: {
  id: string;
  every: Every;
  at: string;
  onChange: (at: string) => void;
}) {
  const [day, time] = every === 'week' ? (at.split(' ') as [string, string]) : ['', at];
  return (
    <>
      <label htmlFor={id}>{texts.schedules.at}</label>
      {every === 'hour' ? (
        <select id={id} value={at} onChange={(event) => onChange(event.target.value)}>
          {Array.from({ length: 12 }, (_, step) => `:${String(step * 5).padStart(2, '0')}`).map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      ) : (
        <span className="instant">
          {every === 'week' && (
            <select
              aria-label={texts.schedules.day}
              value={day}
              onChange={(event) => onChange(`${event.target.value} ${time}`)}
            >
              {days.map((each) => (
                <option key={each} value={each}>
                  {texts.schedules.dayName(each)}
                </option>
              ))}
            </select>
          )}
          <input
            id={id}
            type="time"
            required
            value={time}
            onChange={(event) => onChange(every === 'week' ? `${day} ${event.target.value}` : event.target.value)}
          />
        </span>
      )}
    </>
  );
}
