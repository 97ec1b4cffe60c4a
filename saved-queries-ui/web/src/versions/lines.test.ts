import { expect, test } from 'vitest';
import { diffLines } from './lines';

const show = (from: string, to: string) =>
  diffLines(from, to).map(({ kind, text }) => `${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`);

test('lines are matched, removed ones come before added ones', () => {
  expect(show('a\nb\nc', 'a\nx\nc\nd')).toEqual([' a', '-b', '+x', ' c', '+d']);
});

test('equal texts have equal lines', () => {
  expect(show('a\na', 'a\na')).toEqual([' a', ' a']);
});

test('lines are numbered in the text they are of', () => {
  expect(diffLines('a', 'b\na')).toEqual([
    { kind: 'added', text: 'b', 'from-line': null, 'to-line': 1 },
    { kind: 'same', text: 'a', 'from-line': 1, 'to-line': 2 },
  ]);
});
