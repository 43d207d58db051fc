import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { circuitNames, typeNames } from '../../../compiler/known-names.ts';
import { intrinsicShapes } from '../../../compiler/2-infer/intrinsic-shapes.ts';
import { functionDocs } from '../../../editor/service/words/functions.ts';
import { gateDocs } from '../../../editor/service/words/gates.ts';
import { keywordDocs } from '../../../editor/service/words/keywords.ts';
import {
  dataSources,
  optimizerNotes,
  optimizers,
  settingBlocks,
} from '../../../editor/service/words/settings.ts';
import { typeDocs } from '../../../editor/service/words/types.ts';
import type { WordDocs } from '../../../editor/service/words/word.ts';
import { printEbnf } from '../../../grammar/ebnf.ts';
import { keywords, units } from '../../../grammar/index.ts';
import { railroadPage } from '../../../grammar/railroad/page.ts';
import { grammarRules } from '../../../grammar/rules.ts';
import { SYNTHETIC_SOURCES } from '../../../runtime/data/synthetic/catalogue.ts';
import { block, code, generatedNote, page, table } from '../markdown.ts';
import { functionGroups } from './functions.ts';
import { railroadPicture } from './railroad.ts';

/** The language reference, and its railroad diagrams as one page and as pictures. */
export function languagePages(root: string): [string, string][] {
  const rules = readFileSync(join(root, 'scripts', 'docs', 'language', 'rules.md'), 'utf8').trim();
  return [
    ['language.md', referencePage(rules)],
    ['grammar.html', railroadPage()],
    ...grammarRules().map((rule): [string, string] => [
      `grammar/${rule.name}.svg`,
      railroadPicture(rule),
    ]),
  ];
}

function referencePage(rules: string): string {
  return page(
    generatedNote,
    rules,
    '## Words',
    `### Keywords\n\nReserved as names; free as argument names and setting keys, before a \`:\`.`,
    wordTable(keywords, keywordDocs),
    '### Types',
    wordTable(
      typeNames.filter((name) => Object.hasOwn(typeDocs, name)),
      typeDocs,
    ),
    `### Units\n\nA unit touches its number: ${units.map((unit) => code(`1${unit}`)).join(', ')}. Rates are in Hz or kHz, times in s, ms, us or ns, and \`90deg\` is \`pi / 2\`.`,
    '### Gates and operations',
    'Matrices as in Qiskit. In `control c { ... }` any of them gets controls, and `inverse { ... }` undoes them.',
    wordTable(circuitNames, gateDocs),
    '## Functions the compiler knows',
    'Everything else is in the [standard library](library.md), written in the language.',
    functionGroups.flatMap(({ title, about, names }) => [
      `### ${title}`,
      about,
      table(
        ['name', 'arguments', 'for example', ''],
        names.map((name) => [
          code(name),
          parameterList(intrinsicShapes.get(name)?.parameters ?? []),
          code(functionDocs[name]!.usage),
          functionDocs[name]!.text,
        ]),
      ),
    ]),
    '### Numbers and start values',
    wordTable(['pi', 'normal', 'uniform', 'glorot'], functionDocs),
    '## Settings',
    'Parentheses say what a thing is, braces how it is used; both are `name: value`. Where this version does not do something yet, [`not-yet`](errors/not-yet.md) says so when the file is checked.',
    settingBlocks.flatMap(({ title, about, keys }) => [
      `### ${title}`,
      about,
      title === 'data' ? sourceTable() : '',
      ...(title === 'train' ? [optimizerTable(), ...optimizerNotes] : []),
      table(
        ['key', 'left out', ''],
        keys.map(({ key, standard, text }) => [code(key), standard, text]),
      ),
    ]),
    '## Synthetic data',
    '`synthetic(name, samples:, seed:, ...)` makes samples that follow from the seed alone. Sizes come from the model; `qmm explain synthetic` lists the options of each.',
    table(
      ['name', 'what it is', 'fields'],
      SYNTHETIC_SOURCES.map(({ name, summary, fields }) => [
        code(name),
        summary,
        fields.map((field) => field.name).join(', '),
      ]),
    ),
    '## Messages',
    'Every error and warning has a [page of its own](errors/README.md).',
    '## Grammar',
    'Printed from the rules that the parser runs. `WORD` is a name or any keyword; a `NUMBER` may carry a unit. The same as [one page of railroad diagrams](grammar.html).',
    block('ebnf', printEbnf()),
    '### As railroad diagrams',
    'Follow a line from left to right. A round box is written as it stands, a square one is another rule.',
    grammarRules().map(({ name }) => `#### ${name}\n\n![${name}](grammar/${name}.svg)`),
  );
}

function wordTable(names: readonly string[], docs: WordDocs): string {
  return table(
    ['word', 'for example', ''],
    names.map((name) => [code(name), code(docs[name]?.usage ?? ''), docs[name]?.text ?? '']),
  );
}

function optimizerTable(): string {
  return table(
    ['optimizer', 'for example', ''],
    optimizers.map(({ name, example, text }) => [code(name), code(example), text]),
  );
}

function sourceTable(): string {
  return table(
    ['source', 'for example', ''],
    dataSources.map(({ name, example, text }) => [code(name), code(example), text]),
  );
}

/** `x, axis?`: names in order; `?` marks one that may be left out, `...` one that takes all that is left. */
function parameterList(parameters: readonly string[]): string {
  return code(parameters.join(', '));
}
