import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../runtime/host.ts';

/** `<run>/hardware/<number>`: the next free number, taken at once, so that two submissions never share one. */
export function nextSubmissionFolder(run: string): string {
  const parent = join(run, 'hardware');
  mkdirSync(parent, { recursive: true });
  const taken = readdirSync(parent).map(Number).filter(Number.isInteger);
  for (let number = Math.max(0, ...taken) + 1; ; number++) {
    const path = join(parent, String(number));
    try {
      mkdirSync(path);
      return path;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** Folders of all submissions of the runs below `runs/`, by run and number. */
export function listSubmissions(host: Host): readonly string[] {
  const inside = (folder: string): string[] => host.list(folder).map((name) => `${folder}/${name}`);
  return inside('runs')
    .flatMap(inside)
    .flatMap((run) =>
      inside(`${run}/hardware`).sort((a, b) => a.localeCompare(b, 'en', { numeric: true })),
    );
}
