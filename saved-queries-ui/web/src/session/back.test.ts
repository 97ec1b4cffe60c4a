import { expect, test } from 'vitest';
import { back, providerAddress, whereOneIs } from './back';

test.each(['/queries/7?version=2&p=%22a%22', '/', '/runs'])('%s is within the page', (path) => {
  expect(back(path)).toBe(path);
});

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  'evil.example',
  '/\t/evil.example',
  '/api/session/oidc',
  '/sign-in?return=/sign-in',
  '',
  null,
])('%j leads to the beginning', (path) => {
  expect(back(path)).toBe('/');
});

test('at the page to sign in at, one is where one was before', () => {
  expect(whereOneIs({ pathname: '/sign-in', search: '?problem=denied&return=%2Fqueries%2F7%3Fversion%3D2' })).toBe(
    '/queries/7?version=2',
  );
  expect(whereOneIs({ pathname: '/queries/7', search: '?version=2' })).toBe('/queries/7?version=2');
});

test('the provider is told nothing that could be read as more than a path', () => {
  expect(providerAddress('/queries?text=a&tag=b')).toBe('/api/session/oidc?return=%2Fqueries%3Ftext%3Da%26tag%3Db');
});
