import type { AstPath, Doc, Plugin } from 'prettier';
import { parse, type SourceFile } from '../../grammar/index.ts';
import { openPage } from './page.ts';
import { printFile } from './printers/declarations.ts';
import { UnreadableText } from './unreadable-text.ts';

/** What the printers are given: prettier itself sees one node, so that comments stay in our hands. */
interface Sheet {
  readonly tree: SourceFile;
  readonly text: string;
}

/** The formatter as a prettier plugin: `prettier --plugin` formats .qmm files with it. */
export const plugin: Plugin<Sheet> = {
  languages: [{ name: 'qmm', parsers: ['qmm'], extensions: ['.qmm'] }],
  defaultOptions: { printWidth: 100, tabWidth: 2, useTabs: false },
  parsers: {
    qmm: {
      astFormat: 'qmm',
      parse: readSheet,
      locStart: ({ tree }) => tree.span.start,
      locEnd: ({ tree }) => tree.span.end,
    },
  },
  printers: { qmm: { print: ({ node }: AstPath<Sheet>): Doc => printSheet(node) } },
};

function readSheet(text: string): Sheet {
  const { tree, problems } = parse(text);
  if (problems.length > 0) throw new UnreadableText(problems);
  return { tree, text };
}

function printSheet({ tree, text }: Sheet): Doc {
  return printFile(openPage(text, tree.comments), tree);
}
