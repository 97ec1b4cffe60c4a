import { expect, test } from 'vitest';
import { format } from './format';
import { allTokens } from './tokens';

const samples = [
  '[:find ?city (count ?c) :in $customers :where [$customers ?c :customer/city ?city]]',
  '[:find ?x ; the one\n :in $ % :where ; first\n [?x :a ?y] ; then\n (or-join [?x] [?x :b] (and [?x :c ?z] [(< ?z 1)])) [(q [:find ?v :where [_ :d ?v]] $) [[?w]]]]',
  '{:find [?x], :where [[?x :a ?y] [?x :b ?y]]}',
  '[[(late ?bill) [?bill :bill/due-date ?due] [(cursor-instant $) ?now] [(< ?due ?now)]] [(late ?bill) [?bill :bill/status :status/late]] ; end\n]',
  '#inst "2014-11-15" "a  b" #_ (x  y)',
];

const words = (text: string) =>
  allTokens(text)
    .filter(({ kind }) => kind !== 'space')
    .map(({ text }) => text.trimEnd());

test.each(samples)('only space changes: %j', (text) => {
  expect(words(format(text))).toEqual(words(text));
});

test.each(samples)('formatting twice is formatting once: %j', (text) => {
  expect(format(format(text))).toBe(format(text));
});

test('each section and each clause has a line of its own', () => {
  expect(format('[:find ?n :in $c ?id :where [$c ?e :a ?id] [$c ?e :b ?n]]')).toBe(
    ['[:find ?n', ' :in $c ?id', ' :where [$c ?e :a ?id]', '        [$c ?e :b ?n]]'].join('\n'),
  );
});

test('a text with a bracket too few is left alone', () => {
  expect(format('[:find   ?x')).toBe('[:find   ?x');
});
