import { get, search } from './client';

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
  read: (from: string, to: string, zone: string, signal?: AbortSignal) =>
    get<Statistics>(`/api/statistics${search({ from, to, zone })}`, signal),
};
