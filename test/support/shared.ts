import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const SHARED = join(import.meta.dirname, '..', '..', '..', 'shared');

/** A path below the shared folder, which lies beside the repository. */
export function sharedPath(...parts: readonly string[]): string {
  return join(SHARED, ...parts);
}

/**
 * Tests on the shared data, models and devices. Where that folder is missing they are skipped by name, except in CI,
 * where its absence is a failure: nothing may go untested there without a word.
 */
export function describeShared(name: string, define: () => void): void {
  if (existsSync(SHARED)) {
    describe(name, define);
    return;
  }
  if (process.env['CI'] === undefined || process.env['CI'] === '') {
    // Not defined at all: what lists the shared files while tests are collected would fail.
    describe(name, () => {
      test.skip('needs ../shared beside the repository');
    });
    return;
  }
  describe(name, () => {
    test('finds ../shared beside the repository', () => {
      expect(existsSync(SHARED)).toBe(true);
    });
  });
}

/** Why what needs the shared folder cannot run here; undefined where it lies there. In CI it must. */
export function sharedIsMissing(): string | undefined {
  if (existsSync(SHARED)) return undefined;
  const reason = 'needs ../shared beside the repository';
  if (process.env['CI']) throw new Error(`In CI nothing may go untested: this ${reason}`);
  return reason;
}
