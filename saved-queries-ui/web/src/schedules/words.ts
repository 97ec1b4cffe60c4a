import type { Alert, Schedule } from '../api/schedules';
import { texts } from '../texts';

/** `every day at 06:00 UTC`. */
export function whenText({ every, at, zone }: Pick<Schedule, 'every' | 'at' | 'zone'>): string {
  return texts.schedules.when(texts.schedules.every[every], at, zone);
}

export function alertText({ url, when }: Alert): string {
  const than = when.than === null || when.than === undefined ? '' : ` ${when.than}`;
  return texts.schedules.alertTo(
    texts.schedules.conditions[when.kind] + than + (when.column ? ` (${when.column})` : ''),
    url,
  );
}
