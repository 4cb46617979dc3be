import { expect, it } from 'vitest';
import { ROW_PX, scrollTopOf, tableHeight, windowAt, windowWith } from '../../src/regions/tableWindow';

it.each([[1, 300], [12, 300], [13, 311], [10_000, 287], [16_777_216, 333]])('%i rows in %i pixels: both ends and every first row are reached', (rows, viewPx) => {
  const count = windowAt(0, viewPx, rows).count;
  expect(windowAt(0, viewPx, rows).first).toBe(0);
  const bottom = Math.max(0, tableHeight(rows) - viewPx);
  expect(windowAt(bottom, viewPx, rows).first + count).toBe(rows);
  for (const first of [0, 1, 7, Math.floor(rows / 2), rows - count].filter((row) => row >= 0 && row <= rows - count)) {
    expect(windowAt(scrollTopOf(first, viewPx, rows), viewPx, rows).first).toBe(first);
  }
});

it('moves no more than it must to show a row', () => {
  const current = { first: 100, count: 10 };
  expect([100, 109, 110, 99, 0].map((row) => windowWith(row, current))).toEqual([100, 100, 101, 99, 0]);
  expect(windowAt(5 * ROW_PX, 260, 1000).first).toBe(5);
});
