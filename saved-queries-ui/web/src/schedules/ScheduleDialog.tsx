import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { schedules, type Every, type Schedule, type ScheduleDraft } from '../api/schedules';
import { Dialog } from '../page/Dialog';
import { ProblemBox } from '../page/ProblemBox';
import type { Declaration } from '../parameters/declaration';
import { ParameterBar } from '../parameters/ParameterBar';
import { chosenValues } from '../parameters/values';
import { texts } from '../texts';
import { AlertFields } from './AlertFields';
import { AtInput, startOf } from './AtInput';

interface ScheduleDialogProps {
  query: string;
  declarations: Declaration[];
  schedule: Schedule | null;
  onClose: () => void;
}

/** When a query runs by itself, what is kept of it, and whom a webhook tells if something holds. */
export function ScheduleDialog({ query, declarations, schedule, onClose }: ScheduleDialogProps) {
  const id = useId();
  const client = useQueryClient();
  const [draft, setDraft] = useState<ScheduleDraft>(
    schedule ?? { query, version: null, parameters: {}, every: 'day', at: '06:00', zone: 'UTC', keep: 30, alert: null },
  );
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
        <select
          id={`${id}-every`}
          value={draft.every}
          onChange={(event) => change({ every: event.target.value as Every, at: startOf(event.target.value as Every) })}
        >
          {(['hour', 'day', 'week'] as const).map((every) => (
            <option key={every} value={every}>
              {texts.schedules.every[every]}
            </option>
          ))}
        </select>
        <AtInput id={`${id}-at`} every={draft.every} at={draft.at} onChange={(at) => change({ at })} />
        <label htmlFor={`${id}-zone`}>{texts.schedules.zone}</label>
        <select id={`${id}-zone`} value={draft.zone} onChange={(event) => change({ zone: event.target.value })}>
          {[...new Set(['UTC', new Intl.DateTimeFormat().resolvedOptions().timeZone, draft.zone])].map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </select>
        <ParameterBar
          declarations={declarations}
          values={draft.parameters}
          missing={[]}
          onChange={(parameters) => change({ parameters })}
        />
        <label htmlFor={`${id}-keep`}>{texts.schedules.keep}</label>
        <input
          id={`${id}-keep`}
          type="number"
          min={1}
          max={1000}
          required
          value={draft.keep}
          onChange={(event) => change({ keep: Number(event.target.value) })}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={draft.alert !== null}
            onChange={(event) =>
              change({ alert: event.target.checked ? { url: '', when: { kind: 'rows-above', than: 0 } } : null })
            }
          />{' '}
          {texts.schedules.alert}
        </label>
        {draft.alert !== null && <AlertFields id={id} alert={draft.alert} onChange={(alert) => change({ alert })} />}
        {chosen.missing.length > 0 && <p className="wrong">{texts.share.missing(chosen.missing.join(', '))}</p>}
        {save.isError && <ProblemBox error={save.error} />}
        <div className="dialog-actions">
          <button type="button" onClick={onClose}>
            {texts.page.cancel}
          </button>
          <button type="submit" className="primary" disabled={save.isPending || chosen.missing.length > 0}>
            {texts.query.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
