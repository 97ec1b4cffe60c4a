import { expect, test } from 'vitest';
import { read } from './forms';
import { allTokens, tokens } from './tokens';

const samples = [
  '[:find ?x . :in $ % :where [?x :a/b "te\\"xt"] ; why\n [(< ?x 1.5M)]]',
  '#{1 2} {:a #inst "2014-11-15", :b \\newline} #_ignored \'(q)',
  '"not closed',
  '[:find ?x (',
  '##NaN -7 +x a/b $customers',
  '',
];

test.each(samples)('the tokens of %j are the whole text', (text) => {
  expect(
    allTokens(text)
      .map((token) => token.text)
      .join(''),
  ).toBe(text);
});

test('words are told apart', () => {
  expect(tokens('[?x :a "b" 1 #inst "c" \\d (e)]').map((token) => token.kind)).toEqual([
    'open',
    'symbol',
    'keyword',
    'string',
    'number',
    'prefix',
    'string',
    'character',
    'open',
    'symbol',
    'close',
    'close',
  ]);
});

test('a bracket in a text or a comment opens nothing', () => {
  expect(read('[:find ?x ; ( not this [\n :where [?x :a "[("]]').unmatched).toEqual([]);
});

test('a bracket without a partner is named with its place', () => {
  expect(read('[:find (count ?x]').unmatched.map((token) => token.from)).toEqual([16, 0, 7]);
  expect(read('[:find ?x').unmatched.map((token) => token.from)).toEqual([0]);
});
