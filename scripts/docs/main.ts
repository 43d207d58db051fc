import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { docsPages } from './pages.ts';
import { textMateGrammar } from './textmate.ts';

/** Writes the generated pages under `docs/` and the TextMate grammar of `editor/vscode`, and removes those that nothing generates any more. */
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
const grammar = join(root, 'editor', 'vscode', 'syntaxes', 'qmm.tmLanguage.json');
mkdirSync(dirname(grammar), { recursive: true });
writeFileSync(grammar, textMateGrammar());
process.stdout.write(`${pages.size} pages in docs/, and the colours of editor/vscode\n`);
