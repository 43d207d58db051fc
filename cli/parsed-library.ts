import { existsSync, readFileSync } from 'node:fs';
import type { ParsedBefore } from '../compiler/index.ts';

/** The library's texts and trees by path, as the build leaves them beside the program. */
type ParsedLibrary = Readonly<
  Record<string, { readonly text: string; readonly tree: ReturnType<ParsedBefore> }>
>;

/** The library as parsed when the package was built; undefined in a clone, where it is parsed at each start. */
export function parsedLibrary(): ParsedBefore | undefined {
  const file = new URL('./library.json', import.meta.url);
  if (!existsSync(file)) return undefined;
  const library = JSON.parse(readFileSync(file, 'utf8')) as ParsedLibrary;
  return (path, text) => (library[path]?.text === text ? library[path].tree : undefined);
}
