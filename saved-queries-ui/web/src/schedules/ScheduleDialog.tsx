import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { conditions, schedules, type Alert, type Every, type Schedule, type ScheduleDraft } from '../api/schedules';
import { Dialog } from '../page/Dialog';
import { ProblemBox } from '../page/ProblemBox';
import type { Declaration } from '../parameters/declaration';
import { ParameterBar } from '../parameters/ParameterBar';
import { chosenValues } from '../parameters/values';
import { texts } from '../texts';

interface ScheduleDialogProps {
  query: string;
  declarations: Declaration[];
  schedule: Schedule | null;
  onClose: () => void;
}

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** When a query runs by itself, what is kept of it, and whom a webhook tells if something holds. */
export function ScheduleDialog({ query, declarations, schedule, onClose }: ScheduleDialogProps) {
  const id = useId();
  const client = useQueryClient();
  const [draft, setDraft] = useState<ScheduleDraft>(schedule ?? { query, version: null, parameters: {}, every: 'day', at: '06:00', zone: 'UTC', keep: 30, alert: null });
  const change = (part: Partial<ScheduleDraft>) => setDraft((before) => ({ ...before, ...part }));
  const chosen = chosenValues(declarations, draft.parameters);
  const save = useMutation({
    mutationFn: () => {
      const { version, every, at, zone, keep, alert } = draft;
      const sent: ScheduleDraft = { query, version, parameters: chosen.values, every, at, zone, keep, alert };
      return schedule === null ? schedules.create(sent) : schedules.change(schedule.id, sent);
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['schedules'] });
      onClose();
    },
  });
  return (
    <Dialog title={schedule === null ? texts.schedules.add : texts.schedules.change} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <label htmlFor={`${id}-every`}>{texts.schedules.everyLabel}</label>
        <select id={`${id}-every`} value={draft.every} onChange={(event) => change({ every: event.target.value as Every, at: startOf(event.target.value as Every) })}>
          {(['hour', 'day', 'week'] as const).map((every) => <option key={every} value={every}>{texts.schedules.every[every]}</option>)}
        </select>
        <AtInput id={`${id}-at`} every={draft.every} at={draft.at} onChange={(at) => change({ at })} />
        <label htmlFor={`${id}-zone`}>{texts.schedules.zone}</label>
        <select id={`${id}-zone`} value={draft.zone} onChange={(event) => change({ zone: event.target.value })}>
          {[...new Set(['UTC', new Intl.DateTimeFormat().resolvedOptions().timeZone, draft.zone])].map((zone) => <option key={zone} value={zone}>{zone}</option>)}
        </select>
        <ParameterBar declarations={declarations} values={draft.parameters} missing={[]} onChange={(parameters) => change({ parameters })} />
        <label htmlFor={`${id}-keep`}>{texts.schedules.keep}</label>
        <input id={`${id}-keep`} type="number" min={1} max={1000} required value={draft.keep} onChange={(event) => change({ keep: Number(event.target.value) })} />
        <label className="check"><input type="checkbox" checked={draft.alert !== null} onChange={(event) => change({ alert: event.target.checked ? { url: '', when: { kind: 'rows-above', than: 0 } } : null })} /> {texts.schedules.alert}</label>
        {draft.alert !== null && <AlertFields id={id} alert={draft.alert} onChange={(alert) => change({ alert })} />}
        {chosen.missing.length > 0 && <p className="wrong">{texts.share.missing(chosen.missing.join(', '))}</p>}
        {save.isError && <ProblemBox error={save.error} />}
        <div className="dialog-actions">
          <button type="button" onClick={onClose}>{texts.page.cancel}</button>
          <button type="submit" className="primary" disabled={save.isPending || chosen.missing.length > 0}>{texts.query.save}</button>
        </div>
      </form>
    </Dialog>
  );
}

function startOf(every: Every): string {
  return every === 'hour' ? ':00' : every === 'day' ? '06:00' : 'monday 06:00';
}

function AtInput({ id, every, at, onChange }: { id: string; every: Every; at: string; onChange: (at: string) => void }) {
  const [day, time] = every === 'week' ? (at.split(' ') as [string, string]) : ['', at];
  return (
    <>
      <label htmlFor={id}>{texts.schedules.at}</label>
      {every === 'hour' ? (
        <select id={id} value={at} onChange={(event) => onChange(event.target.value)}>
          {Array.from({ length: 12 }, (_, step) => `:${String(step * 5).padStart(2, '0')}`).map((each) => <option key={each} value={each}>{each}</option>)}
        </select>
      ) : (
        <span className="instant">
          {every === 'week' && (
            <select aria-label={texts.schedules.day} value={day} onChange={(event) => onChange(`${event.target.value} ${time}`)}>
              {days.map((each) => <option key={each} value={each}>{texts.schedules.dayName(each)}</option>)}
            </select>
          )}
          <input id={id} type="time" required value={time} onChange={(event) => onChange(every === 'week' ? `${day} ${event.target.value}` : event.target.value)} />
        </span>
      )}
    </>
  );
}

function AlertFields({ id, alert, onChange }: { id: string; alert: Alert; onChange: (alert: Alert) => void }) {
  const { when } = alert;
  const ofValue = when.kind === 'value-above' || when.kind === 'value-below';
  return (
    <>
      <label htmlFor={`${id}-condition`}>{texts.schedules.condition}</label>
      <select id={`${id}-condition`} value={when.kind} onChange={(event) => onChange({ ...alert, when: { ...when, kind: conditions.find((each) => each === event.target.value) ?? 'changed' } })}>
        {conditions.map((each) => <option key={each} value={each}>{texts.schedules.conditions[each]}</option>)}
      </select>
      {ofValue && (
        <>
          <label htmlFor={`${id}-column`}>{texts.schedules.column}</label>
          <input id={`${id}-column`} required value={when.column ?? ''} onChange={(event) => onChange({ ...alert, when: { ...when, column: event.target.value } })} />
        </>
      )}
      {when.kind !== 'changed' && (
        <>
          <label htmlFor={`${id}-than`}>{texts.schedules.than}</label>
          <input id={`${id}-than`} type="number" step="any" required value={when.than ?? ''} onChange={(event) => onChange({ ...alert, when: { ...when, than: event.target.value === '' ? null : Number(event.target.value) } })} />
        </>
      )}
      <label htmlFor={`${id}-url`}>{texts.schedules.url}</label>
      <input id={`${id}-url`} type="url" required placeholder="https://" value={alert.url} onChange={(event) => onChange({ ...alert, url: event.target.value })} />
    </>
  );
}
