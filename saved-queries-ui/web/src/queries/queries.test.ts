import { describe, expect, test } from 'vitest';
import { emptyDraft, sameContent, sameDraft } from './draft';
import { readLink, writeLink, type QueryLink } from './link';
import { listingOf } from './listing';
import { declaredSource, viewOf, withSource } from './sources';
import { tagsOf } from './tags';

describe('a link', () => {
  const links: QueryLink[] = [
    { version: null, parameters: {}, cursor: null },
    { version: 3, parameters: { city: 'São Paulo', n: 12, yes: true }, cursor: '2014-11-15T13:37:42.108Z' },
    {
      version: 1,
      parameters: { text: '12', also: 'true', nothing: 'null', quoted: '"a"', list: [1, 'two'], empty: '' },
      cursor: { customers: 1001, bills: '2014-11-15T00:00:00Z' },
    },
    { version: null, parameters: { 'a b&c=d': '&?#%', lines: 'a\nb', keyword: ':status/late' }, cursor: null },
  ];
  test.each(links)('is read as it was written: %j', (link) => {
    expect(readLink(new URLSearchParams(writeLink(link)))).toEqual(link);
  });

  test('is the same text for the same values in any order', () => {
    expect(writeLink({ version: 1, parameters: { a: 1, b: 2 }, cursor: null })).toBe(
      writeLink({ version: 1, parameters: { b: 2, a: 1 }, cursor: null }),
    );
  });

  test('with nonsense in it leads to the newest version, now', () => {
    expect(readLink(new URLSearchParams('?version=x&at=[1]'))).toEqual({ version: null, parameters: {}, cursor: null });
  });
});

test('drafts are the same whatever the order of their members', () => {
  const a = { ...emptyDraft, parameters: [{ name: 'n', type: 'number' as const, default: 1 }] };
  const b = { ...emptyDraft, parameters: [{ default: 1, type: 'number' as const, name: 'n', of: null }] };
  expect(sameDraft(a, b)).toBe(true);
  expect(sameDraft(a, { ...b, name: 'other' })).toBe(false);
  expect(sameContent(a, { ...b, name: 'other' })).toBe(true);
  expect(sameContent(a, { ...b, text: '[]' })).toBe(false);
});

test('a search is ordered by how well it fits, a list by use', () => {
  expect(listingOf(new URLSearchParams('')).order).toBe('use');
  expect(listingOf(new URLSearchParams('text=late')).order).toBe('relevance');
  expect(listingOf(new URLSearchParams('text=late&order=name')).order).toBe('name');
});

test('a source is declared only if its name does not say it all', () => {
  const history = withSource('$customers', { database: 'customers', view: 'history' }, null);
  expect(history).toEqual({ $customers: { database: 'customers', view: 'history' } });
  expect(withSource('$customers', { database: 'customers' }, history)).toBeNull();
  expect(withSource('$', { database: 'customers' }, history)).toEqual({ ...history, $: { database: 'customers' } });
  expect(viewOf(declaredSource('$customers', history))).toBe('history');
  expect(declaredSource('$bills', history)).toEqual({ database: 'bills' });
});

test('tags are short, small and none twice', () => {
  expect(tagsOf(' Risk, monthly,,risk ')).toEqual(['risk', 'monthly']);
});
