import { useMemo } from 'react';
import { columnLinks, type ColumnLink } from '../datalog/links';
import { useSchema } from '../editor/vocabulary';

/** By index of column, where its values lead. */
export function useColumnLinks(text: string, sources: { [name: string]: unknown } | null): (ColumnLink | null)[] {
  const schema = useSchema().data;
  return useMemo(() => (schema === undefined ? [] : columnLinks(text, sources, schema)), [text, sources, schema]);
}
