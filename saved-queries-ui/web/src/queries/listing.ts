import type { Listing } from '../api/queries';

export const orders = ['use', 'changed', 'name', 'relevance'] as const;

/** What the address of the list asks for. */
export function listingOf(search: URLSearchParams): Listing {
  const text = search.get('text') ?? '';
  const order = orders.find((each) => each === search.get('order')) ?? (text === '' ? 'use' : 'relevance');
  return {
    text,
    tag: search.get('tag') ?? '',
    team: search.get('team') ?? '',
    owner: search.get('owner') ?? '',
    favourite: search.get('favourite') === 'true',
    stale: search.get('stale') === 'true',
    archived: search.get('archived') === 'true',
    order,
  };
}
