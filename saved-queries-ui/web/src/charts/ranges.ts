import type { Series } from './series';

const HALF_A_DAY = 43_200;

/** What the x axis shows where its values leave that open: all at one place, or positions of labels. Else undefined: all of them. */
export function xRange({ scale, x, labels }: Pick<Series, 'scale' | 'x' | 'labels'>): [number, number] | undefined {
  if (scale === 'label') return [-0.6, Math.max(0.6, labels.length - 0.4)];
  const first = x[0];
  if (first === undefined || first !== x.at(-1)) return undefined;
  const half = scale === 'time' ? HALF_A_DAY : Math.max(1, Math.abs(first) / 10);
  return [first - half, first + half];
}

/** What the y axis shows of values that are all the same: they stand in the middle, above (or below) zero. */
export function flatRange(value: number): [number, number] {
  return value === 0 ? [-1, 1] : value > 0 ? [0, value * 2] : [value * 2, 0];
}
