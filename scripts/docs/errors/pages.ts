import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '../../../compiler/diagnostics/catalogue/entry.ts';
import { block, generatedNote, page, table } from '../markdown.ts';
import { errorGroups } from './groups.ts';

/** `errors/<code>.md` for each code of the catalogue, and `errors/README.md` that lists them. */
export function errorPages(root: string): [string, string][] {
  const fixtures = join(root, 'test', 'fixtures', 'diagnostics');
  const codes = errorGroups.flatMap(({ entries }) => Object.entries<Entry>(entries));
  return [
    ['errors/README.md', indexPage()],
    ...codes.map(([code, entry]): [string, string] => [
      `errors/${code}.md`,
      errorPage(code, entry, fixtures),
    ]),
  ];
}

function indexPage(): string {
  return page(
    generatedNote,
    '# Errors and warnings',
    'Every message has a code, and every code a page: what it means, an example, and what the message looks like. `qmm explain <code>` says the same in a terminal. A warning is silenced, with a reason, on the line above: `// allow global-cost: eight qubits only`. Errors cannot be silenced.',
    errorGroups.flatMap(({ title, about, entries }) => [
      `## ${title}`,
      about,
      table(
        ['code', '', 'title'],
        Object.entries<Entry>(entries).map(([code, { severity, title: name }]) => [
          `[\`${code}\`](${code}.md)`,
          severity,
          name,
        ]),
      ),
    ]),
  );
}

function errorPage(code: string, entry: Entry, fixtures: string): string {
  const { title, severity, explanation, messages, wrong, right } = entry;
  return page(
    generatedNote,
    `# ${title}`,
    `\`${code}\`, ${severity === 'error' ? 'an error' : 'a warning'}. [All codes](README.md)`,
    explanation,
    wrong === undefined ? '' : ['Wrong:', block(languageOf(wrong), wrong)],
    right === undefined ? '' : ['Right:', block(languageOf(right), right)],
    pictures(code, fixtures),
    messageList(messages),
  );
}

/** A whole program that meets the error, and the message about it. */
function pictures(code: string, fixtures: string): string[] {
  const names = readdirSync(fixtures)
    .filter((name) => name.endsWith('.qmm') && name.split('.')[0] === code)
    .sort((a, b) => a.length - b.length || a.localeCompare(b));
  return names.flatMap((name) => {
    const source = readFileSync(join(fixtures, name), 'utf8');
    const picture = join(fixtures, name.replace('.qmm', '.txt'));
    if (!existsSync(picture)) return [];
    return [
      '## As it looks',
      block('qmm', source),
      block('text', readFileSync(picture, 'utf8')),
    ].slice(name === names[0] ? 0 : 1);
  });
}

/** What the message says, with the parts that are filled in in angle brackets. */
function messageList(messages: Readonly<Record<string, string>>): string[] {
  const said = Object.values(messages).filter((message) => message !== '{message}');
  if (said.length === 0) return [];
  return [
    '## What is said',
    said.map((message) => `- ${message.replace(/\{(\w+)\}/g, '‹$1›')}`).join('\n'),
  ];
}

function languageOf(example: string): string {
  return example.startsWith('OPENQASM') ? 'qasm' : 'qmm';
}
