import type { Values } from '../parameters/declaration';
import { call, get } from './client';

export type Every = 'hour' | 'day' | 'week';
export const conditions = ['rows-above', 'rows-below', 'changed', 'value-above', 'value-below'] as const;
export type ConditionKind = (typeof conditions)[number];

export interface Alert {
  url: string;
  when: { kind: ConditionKind; column?: string | null; than?: number | null };
}

export interface ScheduleDraft {
  query: string;
  version: number | null;
  parameters: Values;
  every: Every;
  /** `:15` of every hour, `06:00` of every day, `monday 06:00` of every week, by the clocks of the zone. */
  at: string;
  zone: string;
  keep: number;
  alert: Alert | null;
}

export interface Schedule extends ScheduleDraft {
  id: string;
  'query-name'?: string;
  owner?: string;
  'next-run'?: string | null;
  'last-run'?: string | null;
  'last-run-id'?: string | null;
  /** Why it does not run as it should. */
  trouble?: string | null;
}

const one = (id: string) => `/api/schedules/${encodeURIComponent(id)}`;

export const schedules = {
  list: (signal?: AbortSignal) => get<Schedule[]>('/api/schedules', signal),
  create: (draft: ScheduleDraft) => call<Schedule>('POST', '/api/schedules', draft),
  change: (id: string, draft: ScheduleDraft) => call<Schedule>('PUT', one(id), draft),
  remove: (id: string) => call<void>('DELETE', one(id)),
};
