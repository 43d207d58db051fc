import { existsSync, readFileSync } from 'node:fs';
import type { ParsedBefore } from '../compiler/index.ts';

/** The library's texts and trees by path, as the build leaves them beside the program. */
type ParsedLibrary = Readonly<
  Record<string, { readonly text: string; readonly tree: ReturnType<ParsedBefore> }>
>;

/** The library as read and parsed when the package was built; in a clone there is none, and each start does both. */
export function parsedLibrary():
  | { readonly read: (path: string) => string | undefined; readonly parsed: ParsedBefore }
  | undefined {
  const file = new URL('./library.json', import.meta.url);
  if (!existsSync(file)) return undefined;
  const library = JSON.parse(readFileSync(file, 'utf8')) as ParsedLibrary;
  return {
    read: (path) => library[path]?.text,
    parsed: (path, text) => (library[path]?.text === text ? library[path].tree : undefined),
  };
}
