import { parse } from '../../../compiler/index.ts';
import { libraryFiles } from '../../../compiler/1-resolve/load.ts';

/** One declaration of the standard library, or an intrinsic function shown beside them. */
export interface Item {
  readonly kind: 'circuit' | 'function' | 'let' | 'intrinsic';
  readonly name: string;
  /** As written, on one line. */
  readonly header: string;
  /** Its doc comment without the lines of costs. */
  readonly doc: string;
  /** Numbers in the sizes of its header, where the doc comment gives them. */
  readonly costs: readonly Cost[];
  /** The papers it names: authors and year. */
  readonly papers: readonly string[];
}

/** `Weights` or `Entangling gates`: what a sentence of that name says. */
export interface Cost {
  readonly what: (typeof costNames)[number];
  readonly formula: string;
  /** What follows the formula in the same sentence. */
  readonly note: string;
}

const costNames = ['Weights', 'Entangling gates'] as const;

export interface LibraryFile {
  readonly name: string;
  readonly about: string;
  readonly items: readonly Item[];
}

/** The standard library, file by file, in the order of the files. */
export function libraryItems(read: (path: string) => string | undefined): LibraryFile[] {
  return libraryFiles.map((path) => {
    const text = read(path) ?? '';
    const { tree } = parse(text);
    const about = (/^((?:\/\/!.*\n)+)/.exec(text)?.[1] ?? '')
      .replace(/^\/\/! ?/gm, '')
      .replace(/\s+/g, ' ')
      .trim();
    const items = tree.declarations.flatMap((declaration): Item[] => {
      const { kind } = declaration;
      if (kind !== 'circuit' && kind !== 'function' && kind !== 'let') return [];
      const span = kind === 'let' ? declaration.span : declaration.header;
      const header = text.slice(span.start, span.end).replace(/\s+/g, ' ').replace(/\( /, '(');
      return [itemOf(kind, declaration.name.text, tidy(header), declaration.doc)];
    });
    return { name: path.replace(/^library:|\.qmm$/g, ''), about, items };
  });
}

/** An item from its header and its doc comment. */
export function itemOf(kind: Item['kind'], name: string, header: string, comment: string): Item {
  let doc = comment.replace(/\s+/g, ' ').trim();
  const costs = costNames.toReversed().flatMap((what): Cost[] => {
    const found = new RegExp(` ?${what}: \`([^\`]+)\`([^.]*)\\.$`).exec(doc);
    if (found === null) return [];
    doc = doc.slice(0, found.index);
    return [{ what, formula: found[1]!, note: found[2]! }];
  });
  return { kind, name, header, doc, costs: costs.toReversed(), papers: papersIn(doc) };
}

function tidy(header: string): string {
  return header.replace(/,? \)/, ')');
}

/** Authors and year, as in `Sim, Johnson and Aspuru-Guzik 2019`. */
function papersIn(doc: string): string[] {
  return [...doc.matchAll(/((?:[A-Z][\w-]+(?:, | and | ))+(?:et al\. )?(?:\d{4}))/g)].map(
    ([, paper = '']) => paper,
  );
}
