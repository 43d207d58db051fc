import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const text = readFileSync(join(import.meta.dirname, '..', '..', 'package-lock.json'), 'utf8');

interface Entry {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(text) as { readonly packages: Readonly<Record<string, Entry>> };

// npm leaves an optional dependency it cannot find out of the lock without a word, and `npm ci` then refuses the lock.
test('the lock has an entry for every optional dependency it names', () => {
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {})
      .filter((name) => !lookups(place, name).some((path) => path in packages))
      .map((name) => `${place}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test('the lock names no registry', () => {
  expect(text.match(/"resolved": "https?:[^"]*"/g) ?? []).toEqual([]);
});

/** Where Node looks for a package from a place in the tree: its own folder, then each one above. */
function lookups(place: string, name: string): string[] {
  const folders = place
    .split('node_modules/')
    .map((_, depth, parts) => parts.slice(0, depth + 1).join('node_modules/'));
  const bases = folders.map((folder) =>
    folder === '' || folder.endsWith('/') ? folder : `${folder}/`,
  );
  return bases.map((base) => `${base}node_modules/${name}`);
}
