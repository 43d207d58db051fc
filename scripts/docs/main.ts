import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { docsPages } from './pages.ts';

/** Writes the generated pages under `docs/`, and removes those that nothing generates any more. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const docs = join(root, 'docs');
const pages = docsPages(root);
for (const folder of ['errors', 'grammar']) {
  mkdirSync(join(docs, folder), { recursive: true });
  for (const name of readdirSync(join(docs, folder))) {
    if (!pages.has(`${folder}/${name}`)) rmSync(join(docs, folder, name));
  }
}
for (const [path, text] of pages) {
  mkdirSync(dirname(join(docs, path)), { recursive: true });
  writeFileSync(join(docs, path), text);
}
process.stdout.write(`${pages.size} pages in docs/\n`);
