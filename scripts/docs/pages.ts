import { sourceHost } from '../../cli/host.ts';
import { errorPages } from './errors/pages.ts';
import { languagePages } from './language/pages.ts';
import { libraryPage } from './library/page.ts';

/** Every generated page: its path under `docs/` and its text. */
export function docsPages(root: string): ReadonlyMap<string, string> {
  const host = sourceHost();
  return new Map([
    ...errorPages(root),
    ...languagePages(root),
    ['library.md', libraryPage((path) => host.read(path))] as const,
  ]);
}
