import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { procedures } from '../api/procedures';
import { schema } from '../api/schema';
import type { Vocabulary } from './suggestions';

const MINUTES = 60_000;
const noSchema = { databases: [], references: [] };

export function useSchema() {
  return useQuery({ queryKey: ['schema'], queryFn: ({ signal }) => schema.read(signal), staleTime: 5 * MINUTES });
}

export function useBuiltIn() {
  return useQuery({
    queryKey: ['built-in'],
    queryFn: ({ signal }) => procedures.builtIn(signal),
    staleTime: 5 * MINUTES,
  });
}

export function useSavedProcedures() {
  return useQuery({ queryKey: ['procedures'], queryFn: ({ signal }) => procedures.list(signal), staleTime: MINUTES });
}

/** All that can be named in a query; what could not be loaded is missing from it. */
export function useVocabulary(sources: Vocabulary['sources']): Vocabulary {
  const schema = useSchema().data;
  const builtIn = useBuiltIn().data;
  const saved = useSavedProcedures().data;
  return useMemo(
    () => ({ schema: schema ?? noSchema, builtIn: builtIn ?? [], saved: saved ?? [], sources }),
    [schema, builtIn, saved, sources],
  );
}
