import { parse } from '../../../compiler/index.ts';
import { libraryFiles } from '../../../compiler/1-resolve/load.ts';

/** One declaration of the standard library. */
export interface Item {
  readonly kind: 'circuit' | 'function' | 'let';
  readonly name: string;
  /** As written, on one line. */
  readonly header: string;
  /** Its doc comment without the line of weights. */
  readonly doc: string;
  /** The number of its weights in the sizes of its header, where the doc comment gives it. */
  readonly weights: string | undefined;
  /** What follows the formula in the same sentence. */
  readonly weightsNote: string;
  /** The papers it names: authors and year. */
  readonly papers: readonly string[];
}

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
    const about = (/^((?:\/\/!.*\n)+)/.exec(text)?.[1] ?? '').replace(/^\/\/! ?/gm, '').trim();
    const items = tree.declarations.flatMap((declaration): Item[] => {
      const { kind } = declaration;
      if (kind !== 'circuit' && kind !== 'function' && kind !== 'let') return [];
      const span = kind === 'let' ? declaration.span : declaration.header;
      const header = text.slice(span.start, span.end).replace(/\s+/g, ' ').replace(/\( /, '(');
      return [
        { kind, name: declaration.name.text, header: tidy(header), ...parts(declaration.doc) },
      ];
    });
    return { name: path.replace(/^library:|\.qmm$/g, ''), about, items };
  });
}

function tidy(header: string): string {
  return header.replace(/,? \)/, ')');
}

function parts(doc: string): Pick<Item, 'doc' | 'weights' | 'weightsNote' | 'papers'> {
  const plain = doc.replace(/\s+/g, ' ').trim();
  const found = / ?Weights: `([^`]+)`([^.]*)\.$/.exec(plain);
  const said = found ? plain.slice(0, found.index) : plain;
  return {
    doc: said,
    weights: found?.[1],
    weightsNote: found?.[2] ?? '',
    papers: [...said.matchAll(/((?:[A-Z][\w-]+(?:, | and | ))+(?:et al\. )?(?:\d{4}))/g)].map(
      ([, paper = '']) => paper,
    ),
  };
}
