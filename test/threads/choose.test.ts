import { describe, expect, test } from 'vitest';
import { createChooser } from '../../runtime/threads/choose.ts';

/** Of `runs` runs of a millisecond of work, those that are shared, where sharing takes `shared` ms and not 1 ms. */
function countShared(runs: number, shared: (run: number) => number): number {
  const chooser = createChooser();
  let count = 0;
  for (let run = 0; run < runs; run++) {
    const shares = chooser.shares(1);
    if (shares) count += 1;
    chooser.note(1, shares, shares ? shared(run) : 1);
  }
  return count;
}

describe('work is shared', () => {
  test('where that is faster, but for a try now and then', () => {
    expect(countShared(1000, () => 0.6)).toBeGreaterThan(900);
  });

  test('no more where other programs have the cores', () => {
    expect(countShared(1000, () => 3)).toBeLessThan(100);
  });

  test('again when the cores are free again, and less when they are not', () => {
    expect(countShared(2000, (run) => (run < 1000 ? 3 : 0.6))).toBeGreaterThan(500);
    expect(countShared(2000, (run) => (run < 1000 ? 0.6 : 3))).toBeLessThan(1150);
  });

  test('in spite of a long stop once in a while', () => {
    expect(countShared(1000, (run) => (run % 100 === 0 ? 20 : 0.6))).toBeGreaterThan(400);
  });

  test('by size: what pays for much work need not for little', () => {
    const chooser = createChooser();
    for (let run = 0; run < 100; run++) {
      for (const [work, gain] of [
        [0.1, 2],
        [10, 0.5],
      ] as const) {
        const shares = chooser.shares(work);
        chooser.note(work, shares, shares ? gain * work : work);
      }
    }
    expect(chooser.shares(0.1)).toBe(false);
    expect(chooser.shares(10)).toBe(true);
  });
});
