import { compile } from '../../../compiler/index.ts';
import { drawText } from '../../../runtime/draw/index.ts';
import type { Program } from '../../../runtime/program/index.ts';
import { anchor, block, code, generatedNote, page } from '../markdown.ts';
import { intrinsicReadouts } from './intrinsics.ts';
import { libraryItems, type Item, type LibraryFile } from './items.ts';
import { papers } from './papers.ts';
import { samples } from './samples.ts';

/** The standard library: each item's header, what it does, its paper, its costs, an example and a picture of it. */
export function libraryPage(read: (path: string) => string | undefined): string {
  const files = referenceItems(read);
  return page(
    generatedNote,
    '# The standard library',
    'Everything here is written in the language itself, in [stdlib/](../stdlib), and visible without `use`; the readouts marked as intrinsic are the exception. A declaration of your own with the same name wins. Under each item stands a sentence that uses it, with a picture of what the sentence does. *Weights* and *entangling gates*, those on two qubits or more before anything is compiled for a device, are counted in the sizes of the header.',
    files
      .map(
        (file) => `- [${title(file)}](#${anchor(title(file))}): ${file.items.map(link).join(', ')}`,
      )
      .join('\n'),
    files.flatMap((file) => section(file, read)),
    '## Papers',
    paperList(files),
  );
}

/** The library's items, file by file, the intrinsic readouts before those written in the language. */
export function referenceItems(read: (path: string) => string | undefined): LibraryFile[] {
  return libraryItems(read).map((file) =>
    file.name === 'readouts' ? { ...file, items: [...intrinsicReadouts, ...file.items] } : file,
  );
}

function link({ name }: Item): string {
  return `[\`${name}\`](#${anchor(name)})`;
}

/** `Encoders`: what the file says of itself before the colon. */
function title({ about }: LibraryFile): string {
  return /^[^:.]*/.exec(about)?.[0] ?? '';
}

function section(file: LibraryFile, read: (path: string) => string | undefined): string[] {
  const about = file.about.slice(title(file).length + 2);
  return [
    `## ${title(file)}`,
    `${about.charAt(0).toUpperCase()}${about.slice(1)} In [${file.name}.qmm](../stdlib/${file.name}.qmm).`,
    ...file.items.flatMap((item) => entry(item, read)),
  ];
}

function entry(item: Item, read: (path: string) => string | undefined): string[] {
  const costs = item.costs.map(({ what, formula, note }) => `${what}: ${code(formula)}${note}.`);
  const picture = drawn(item, read);
  return [
    `### ${item.name}`,
    block('qmm', item.kind === 'intrinsic' ? `// intrinsic\n${item.header}` : item.header),
    item.doc,
    costs.join(' '),
    block('qmm', exampleOf(item)),
    picture === '' ? '' : block('text', picture),
  ];
}

/** The sentences of the item's model that name it. */
export function exampleOf({ name }: Item): string {
  const used = new RegExp(`\\b${name}\\b`);
  return (samples[name]?.text ?? '')
    .split('\n')
    .filter((line) => used.test(line))
    .map((line) => line.trim())
    .join('\n');
}

/** What the model around the item does; empty where this version cannot run it yet. */
function drawn({ kind, name }: Item, read: (path: string) => string | undefined): string {
  const { text } = samples[name]!;
  const { runs, diagnostics } = compile({
    entry: 'sample.qmm',
    host: { read: (path) => (path === 'sample.qmm' ? text : read(path)) },
  });
  const [run] = runs;
  if (run !== undefined) return pictureOf(kind, run.program);
  if (diagnostics.some(({ code }) => code === 'not-yet')) return '';
  throw new Error(`${name}: ${diagnostics.map(({ message }) => message).join(' ')}`);
}

/** A Program's circuits, and what is read of them where that is the point, or else the flow of its values. */
export function pictureOf(kind: Item['kind'], program: Program): string {
  const text = drawText(program, { width: 108 }).replace(/^model .*\n+/, '');
  const circuits = text.replace(/^[^]*?\ncircuit: .*\n\n/, '');
  return (kind === 'circuit' ? circuits.replace(/\n+reads [^]*$/, '') : circuits)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}

function paperList(files: readonly LibraryFile[]): string {
  const used = new Set(files.flatMap(({ items }) => items.flatMap((item) => item.papers)));
  return [...used]
    .sort((a, b) => a.localeCompare(b))
    .map((key) => `- ${key}. ${papers[key] ?? ''}`)
    .join('\n');
}
