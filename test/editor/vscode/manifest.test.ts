import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatNames } from '../../../cli/emit/formats.ts';
import { commandNames } from '../../../editor/vscode/commands/names.ts';
import { formats } from '../../../editor/vscode/commands/formats.ts';
import { compileText } from '../../support/compile.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FOLDER = join(ROOT, 'editor', 'vscode');
const readText = (path: string): string => readFileSync(join(FOLDER, path), 'utf8');

interface Manifest {
  readonly version: string;
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

const text = readText('package.json');
const { version, engines, contributes } = JSON.parse(text) as Manifest;
const root = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
};

test('every command of the palette does something, and nothing else does', () => {
  const offered = contributes.commands.map(({ command }) => command);
  expect(offered.toSorted()).toEqual(commandNames.toSorted());
});

test('menus and walkthrough name commands that there are', () => {
  const inMenus = Object.values(contributes.menus).flatMap((entries) =>
    entries.map(({ command }) => command),
  );
  const steps = contributes.walkthroughs.flatMap((one) => one.steps);
  const inSteps = steps.flatMap(({ description, completionEvents }) => [
    ...[...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, name]) => name),
    ...completionEvents.map((event) => event.replace('onCommand:', '')),
  ]);
  expect(inSteps.length).toBeGreaterThan(6);
  for (const name of [...inMenus, ...inSteps]) expect(commandNames).toContain(name);
});

test('every file it names is there', () => {
  const named = [...text.matchAll(/"(?:\.\/)?([\w/.-]+\.(?:json|svg|png|md))"/g)].map(
    ([, path]) => path!,
  );
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((path) => !existsSync(join(FOLDER, path)))).toEqual([]);
});

test('it is of the version of qmm, and asks for an editor no older than its types', () => {
  expect(version).toBe(root.version);
  expect(engines.vscode).toBe(`^${root.devDependencies['@types/vscode']!}`);
});

test('it offers each format that qmm compiles to', () => {
  expect(formats.map(({ name }) => name).toSorted()).toEqual(formatNames.split(', ').toSorted());
});

const snippets = JSON.parse(readText('snippets/qmm.json')) as Readonly<
  Record<string, { readonly body: readonly string[] }>
>;

test.each(Object.keys(snippets).filter((name) => /^(Model|Circuit)/.test(name)))(
  'the snippet %s compiles as it is inserted',
  (name) => {
    expect(problemsOf(inserted(snippets[name]!.body))).toEqual([]);
  },
);

test('data, a run and a target fit the model of the snippet', () => {
  const whole = ['Model', 'Data from a table', 'Train', 'Target'].map((name) =>
    inserted(snippets[name]!.body),
  );
  expect(problemsOf(whole.join('\n'))).toEqual([]);
});

test('the model of the walkthrough compiles', () => {
  const [, model] = /```qmm\n([^`]*)```/.exec(readText('walkthrough/new.md'))!;
  expect(problemsOf(model!)).toEqual([]);
});

/** What stands in the editor before anything is changed: each place with its proposal. */
function inserted(body: readonly string[]): string {
  const lines = body.join('\n');
  const proposals = new Map(
    [...lines.matchAll(/\$\{(\d+):([^}]*)\}/g)].map(([, place, proposal]) => [place!, proposal!]),
  );
  return lines
    .replace(/\$\{(\d+):([^}]*)\}/g, '$2')
    .replace(/\$\{?(\d+)\}?/g, (_, place: string) => proposals.get(place) ?? '');
}

function problemsOf(model: string): string[] {
  return compileText(model).diagnostics.map(({ code, message }) => `${code}: ${message}`);
}
