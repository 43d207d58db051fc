import type { Doc, Parser, Printer, RequiredOptions, SupportLanguage } from 'prettier';
import { parse, type SourceFile } from '../../grammar/index.ts';
import { openPage } from './page.ts';
import { printFile } from './printers/declarations.ts';
import { UnreadableText } from './unreadable-text.ts';

/** What the printers are given: prettier itself sees one node, so that comments stay in our hands. */
interface Sheet {
  readonly tree: SourceFile;
  readonly text: string;
}

// The four exports are what prettier looks for in a plugin: `prettier --plugin` takes this file.

export const languages: SupportLanguage[] = [
  { name: 'qmm', parsers: ['qmm'], extensions: ['.qmm'] },
];

export const defaultOptions: Partial<RequiredOptions> = { printWidth: 100, tabWidth: 2 };

export const parsers: Readonly<Record<'qmm', Parser<Sheet>>> = {
  qmm: {
    astFormat: 'qmm',
    parse: readSheet,
    locStart: ({ tree }) => tree.span.start,
    locEnd: ({ tree }) => tree.span.end,
  },
};

export const printers: Readonly<Record<'qmm', Printer<Sheet>>> = {
  qmm: { print: ({ node }) => printSheet(node) },
};

function readSheet(text: string): Sheet {
  const { tree, problems } = parse(text);
  if (problems.length > 0) throw new UnreadableText(problems);
  return { tree, text };
}

function printSheet({ tree, text }: Sheet): Doc {
  return printFile(openPage(text, tree.comments), tree);
}
