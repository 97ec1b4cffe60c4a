import { call, get } from './client';

/** What comes with the query-service: functions in Java, and rules of its configuration. */
export interface BuiltIn {
  name: string;
  kind: 'function' | 'rule';
  documentation: string;
  example: string;
  nature?: string;
  parameters: { name: string; type?: string; documentation?: string }[];
}

export interface ProcedureParameter {
  name: string;
  documentation: string;
}

export interface ProcedureDraft {
  parameters: ProcedureParameter[];
  documentation: string;
  example: string;
  rules: string;
}

export interface SavedProcedure extends ProcedureDraft {
  name: string;
  version: number;
  owner?: string;
  'saved-by'?: string;
  'saved-at'?: string;
  usage?: { queries?: number; runs?: number };
}

export interface ProcedureVersion extends ProcedureDraft {
  version: number;
  'saved-at': string;
  'saved-by': string;
  note: string | null;
}

export interface ProcedureUser {
  id: string;
  name: string;
  version: number;
}

const one = (name: string) => `/api/procedures/${encodeURIComponent(name)}`;

export const procedures = {
  builtIn: async (signal?: AbortSignal) =>
    (await get<{ procedures: BuiltIn[] }>('/api/v1/procedures', signal)).procedures,
  list: (signal?: AbortSignal) => get<SavedProcedure[]>('/api/procedures', signal),
  create: (name: string, draft: ProcedureDraft, note: string) =>
    call<SavedProcedure>('POST', '/api/procedures', { name, ...draft, note }),
  save: (name: string, basedOn: number, draft: ProcedureDraft, note: string) =>
    call<SavedProcedure>('POST', `${one(name)}/versions`, { 'based-on': basedOn, ...draft, note }),
  versions: (name: string, signal?: AbortSignal) => get<ProcedureVersion[]>(`${one(name)}/versions`, signal),
  uses: (name: string, signal?: AbortSignal) => get<ProcedureUser[]>(`${one(name)}/uses`, signal),
};
