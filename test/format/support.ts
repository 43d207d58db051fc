import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier/standalone';
import * as plugin from '../../compiler/format/plugin.ts';
import { parse } from '../../grammar/index.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The .qmm files of the repository that people read: by path relative to its root. */
export function ownPrograms(): Map<string, string> {
  return new Map(
    ['stdlib', 'examples']
      .flatMap((folder) => programsIn(join(ROOT, folder)))
      .map((path) => [path.slice(ROOT.length + 1), readFileSync(path, 'utf8')]),
  );
}

/** Paths of the .qmm files in a folder and below it. */
export function programsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.qmm'))
    .sort()
    .map((file) => join(folder, file));
}

/** Formats to lines of any width; `formatText` has the one that counts. */
export function formatTo(width: number, text: string): Promise<string> {
  return format(text, { parser: 'qmm', plugins: [plugin], printWidth: width });
}

/** What a text says: its tree without places and documentation. */
export function meaningOf(text: string): unknown {
  const { tree, problems } = parse(text);
  if (problems.length > 0) throw new Error(`${problems[0]!.code} in:\n${text}`);
  const { declarations } = tree;
  return JSON.parse(
    JSON.stringify(declarations, (key, value: unknown) => (asides.has(key) ? undefined : value)),
  );
}

/** The comments of a text, in an order that does not depend on where they stand. */
export function commentsOf(text: string): string[] {
  return parse(text)
    .tree.comments.map(({ kind, text: words }) => `${kind} ${words}`)
    .sort();
}

const asides: ReadonlySet<string> = new Set(['span', 'pathSpan', 'header', 'doc']);
