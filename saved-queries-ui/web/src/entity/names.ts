import type { Json } from '../api/json-types';
import type { EntityLink, EntityName, Schema } from '../api/schema';

/** By which unique attribute an entity can be named. */
export function uniqueNameOf(
  database: string,
  entity: { [attribute: string]: Json },
  schema: Schema | undefined,
): (EntityName & { attribute: string; value: string }) | null {
  const attributes = schema?.databases.find(({ name }) => name === database)?.attributes ?? [];
  for (const { attribute, unique } of attributes) {
    const value = entity[attribute.slice(1)];
    if (unique !== undefined && (typeof value === 'string' || typeof value === 'number'))
      return { database, attribute, value: String(value) };
  }
  return null;
}

/** The entity that a link leads to, at the moment its path carries on. */
export function nameOfLink(link: EntityLink): EntityName | null {
  const asOf = link.path === undefined ? null : new URL(link.path, 'http://path').searchParams.get('as-of');
  const when = asOf === null ? {} : { asOf };
  if (link.attribute !== undefined && link.value !== undefined && link.value !== null) {
    return { database: link.database, attribute: link.attribute, value: String(link.value), ...when };
  }
  return link.entity === undefined ? null : { database: link.database, entity: link.entity, ...when };
}
