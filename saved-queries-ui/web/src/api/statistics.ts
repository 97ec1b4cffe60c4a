import { get, search } from './client';

const DAY = 86_400_000;

interface ByQuery {
  id: string | null;
  name: string;
}

export interface Statistics {
  totals: { [what: string]: number };
  'by-day': { day: string; runs: number; failures?: number }[];
  'by-team': { team: string | null; runs: number }[];
  'by-query': (ByQuery & { runs: number; people?: number })[];
  slowest: (ByQuery & { 'median-ms': number; runs?: number })[];
  'most-shared': (ByQuery & { people: number; favourites?: number; forks?: number })[];
  'failures-by-cause': { cause: string; failures: number }[];
  'people-active': { day: string; people: number }[];
}

export const statistics = {
  /** From so many days ago until now. */
  ofLast: (days: number, zone: string, signal?: AbortSignal) => {
    const to = Date.now();
    const from = new Date(to - days * DAY).toISOString();
    return get<Statistics>(`/api/statistics${search({ from, to: new Date(to).toISOString(), zone })}`, signal);
  },
};
