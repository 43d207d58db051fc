import { compile } from '../../../compiler/index.ts';
import { drawText } from '../../../runtime/draw/index.ts';
import { anchor, block, code, generatedNote, page } from '../markdown.ts';
import { libraryItems, type Item, type LibraryFile } from './items.ts';
import { papers } from './papers.ts';
import { samples } from './samples.ts';

/** The standard library: each item's header, what it does, its paper, its weights and a picture. */
export function libraryPage(read: (path: string) => string | undefined): string {
  const files = libraryItems(read);
  return page(
    generatedNote,
    '# The standard library',
    'Everything here is written in the language itself, in [stdlib/](../stdlib), and visible without `use`. A declaration of your own with the same name wins. The pictures are drawn from a model of a few qubits around each circuit; `layers` is 1 unless a picture shows more.',
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
  const weights =
    item.weights === undefined ? '' : `Weights: ${code(item.weights)}${item.weightsNote}.`;
  const picture = pictureOf(item, read);
  return [
    `### ${item.name}`,
    block('qmm', item.header),
    item.doc,
    weights,
    picture === '' ? '' : block('text', picture),
  ];
}

/** The circuit around the item, drawn; empty for a function that has none. */
function pictureOf({ kind, name }: Item, read: (path: string) => string | undefined): string {
  const sample = samples[name];
  if (kind !== 'circuit' || sample === undefined) return '';
  const { runs, diagnostics } = compile({
    entry: 'sample.qmm',
    host: { read: (path) => (path === 'sample.qmm' ? sample.text : read(path)) },
  });
  const [run] = runs;
  if (run === undefined)
    throw new Error(`${name}: ${diagnostics.map(({ message }) => message).join(' ')}`);
  const drawn = drawText(run.program, { width: 108 });
  const wires = drawn.replace(/^[^]*\ncircuit: .*\n\n/, '').replace(/\n+reads [^]*$/, '');
  return wires
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
