import { createContext, useCallback, useContext } from 'react';
import type { Json } from '../api/json-types';
import { schema, type EntityName } from '../api/schema';
import type { ColumnLink } from '../datalog/links';
import type { Cursor, ResolvedCursor } from '../time/cursor';

/** Opens the drawer. */
export const EntityContext = createContext<(name: EntityName) => void>(() => undefined);

/**
 * Opens what a cell names, as of the cursor of its answer: at the `t` of its database or, if the answer did not
 * read that database, at the instant of a `t` that it did read.
 */
export function useOpenEntity(resolved: ResolvedCursor, asked: Cursor) {
  const open = useContext(EntityContext);
  return useCallback(
    async (link: ColumnLink, value: Json) => {
      const asOf = await pointIn(link.database, resolved, asked);
      const when = asOf === undefined ? {} : { asOf };
      if (link.by === 'id') open({ database: link.database, entity: Number(value), ...when });
      else open({ database: link.database, attribute: link.attribute, value: String(value), ...when });
    },
    [open, resolved, asked],
  );
}

async function pointIn(database: string, resolved: ResolvedCursor, asked: Cursor): Promise<string | undefined> {
  const t = resolved[database];
  if (t !== undefined) return String(t);
  if (typeof asked === 'string') return asked;
  const other = Object.entries(resolved)[0];
  // Without a cursor the newest state was asked for, and so it is for what the answer leads to.
  if (asked === null || other === undefined) return undefined;
  return schema.instantOf(other[0], other[1]).catch(() => undefined);
}
