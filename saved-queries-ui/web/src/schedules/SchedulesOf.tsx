import { useState } from 'react';
import type { Declaration } from '../parameters/declaration';
import { texts } from '../texts';
import { ScheduleDialog } from './ScheduleDialog';
import { ScheduleList } from './ScheduleList';

/** The schedules of one query, and a way to add another. */
export function SchedulesOf({ query, declarations }: { query: string; declarations: Declaration[] }) {
  const [adding, setAdding] = useState(false);
  return (
    <>
      <ScheduleList query={query} declarations={declarations} />
      <button type="button" onClick={() => setAdding(true)}>
        {texts.schedules.add}
      </button>
      {adding && (
        <ScheduleDialog query={query} declarations={declarations} schedule={null} onClose={() => setAdding(false)} />
      )}
    </>
  );
}
