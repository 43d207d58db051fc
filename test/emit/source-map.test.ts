import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SourceMapConsumer } from 'source-map';
import { ts } from 'ts-morph';
import { afterAll, describe, expect, test } from 'vitest';
import { emitJavascript, emitTypescript } from '../../compiler/emit/typescript/index.ts';
import { parse } from '../../grammar/index.ts';
import { checkpointOf } from '../support/checkpoint.ts';
import { compileText, lineOf } from '../support/compile.ts';
import { MODULE_TEXTS, trainedText } from '../support/module-texts.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'qmm-map-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Mapped {
  /** The statement as it stands in the module, and the comment above it. */
  readonly code: string;
  readonly heading: string;
  readonly source: string | null;
  /** Counted from 1. */
  readonly line: number | null;
}

describe.for(Object.entries(MODULE_TEXTS))('the map of a module with %s', ([, model]) => {
  const text = trainedText(model);

  test.for(['typescript', 'javascript'] as const)(
    'leads from every statement to its sentence, in %s',
    async (language) => {
      const { code, map } = await moduleOf(text, language);
      const statements = await mappedStatements(code, map);
      expect(statements.length).toBeGreaterThan(15);
      const lines = text.split('\n');
      for (const { code: statement, source, line } of statements) {
        expect(source, statement).toBe('main.qmm');
        expect(lines[line! - 1]!.trim(), statement).not.toBe('');
      }
      const sentences = sentencesOf(text);
      const named = statements.filter(({ heading }) => sentences.has(heading));
      expect(named.length).toBeGreaterThan(3);
      for (const { heading, line, code: statement } of named) {
        const [first, last] = sentences.get(heading)!;
        expect(line, statement).toBeGreaterThanOrEqual(first);
        expect(line, statement).toBeLessThanOrEqual(last);
      }
    },
  );
});

test('an exception of a layer tells the line of the model, where breakpoints land too', async () => {
  const text = trainedText(MODULE_TEXTS['an optional modality']);
  const { code, map } = await moduleOf(text, 'typescript', join(ROOT, 'index.ts'));
  const { runs } = compileText(text);
  writeFileSync(join(folder, 'main.ts'), code);
  writeFileSync(join(folder, 'main.ts.map'), map);
  writeFileSync(join(folder, 'checkpoint.json'), JSON.stringify(checkpointOf(runs[0]!.program)));
  writeFileSync(
    join(folder, 'use.ts'),
    `import { readFileSync } from 'node:fs';
import { load, predict } from './main.ts';
const weights = load(JSON.parse(readFileSync('checkpoint.json', 'utf8')));
predict({ eye: [1, 2] }, { ...weights, logitsLinearB: { shape: [5], data: new Float64Array(5) } });`,
  );
  const { stderr } = spawnSync(process.execPath, ['--enable-source-maps', 'use.ts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stderr).toContain('`add` of the shapes [3] and [5], which do not fit');
  const readout = lineOf(text, text.indexOf('readout logits'));
  expect(stderr).toMatch(new RegExp(`at forward \\(.*main\\.qmm:${readout}:\\d+\\)`));
});

async function moduleOf(
  text: string,
  language: 'typescript' | 'javascript',
  runtime = 'qmm',
): Promise<{ readonly code: string; readonly map: string }> {
  const { runs, sources } = compileText(text);
  const emit = language === 'typescript' ? emitTypescript : emitJavascript;
  return emit(runs[0]!, { sources, file: 'main.ts', runtime });
}

/** Every statement of a module, those in functions and circuits too, and where its first character leads. */
async function mappedStatements(code: string, map: string): Promise<readonly Mapped[]> {
  const file = ts.createSourceFile('main.ts', code, ts.ScriptTarget.Latest, true);
  const found: ts.Statement[] = [];
  const visit = (node: ts.Node): void => {
    const isPlain =
      ts.isVariableStatement(node) ||
      ts.isExpressionStatement(node) ||
      ts.isReturnStatement(node) ||
      ts.isFunctionDeclaration(node);
    if (isPlain) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return SourceMapConsumer.with(map, null, (consumer) =>
    found.map((statement) => {
      const start = statement.getStart(file);
      const { line, character } = file.getLineAndCharacterOfPosition(start);
      const { source, line: at } = consumer.originalPositionFor({
        line: line + 1,
        column: character,
      });
      const heading = ts.isVariableStatement(statement) ? headingOf(statement, code) : '';
      return { code: statement.getText(file), heading, source, line: at };
    }),
  );
}

/** The sentence that the last comment before a statement of the same block names. */
function headingOf({ parent, pos }: ts.Statement, code: string): string {
  if (!ts.isBlock(parent)) return '';
  const comments = parent.statements
    .filter((one) => one.pos <= pos)
    .flatMap((one) => ts.getLeadingCommentRanges(code, one.pos) ?? []);
  const last = comments.at(-1);
  return last === undefined ? '' : code.slice(last.pos + 3, last.end).split(', ')[0]!;
}

/** Lines of the sentences of a model, by how the module names them. */
function sentencesOf(text: string): ReadonlyMap<string, readonly [first: number, last: number]> {
  const models = parse(text).tree.declarations.filter((one) => one.kind === 'model');
  return new Map(
    models.flatMap(({ items }) =>
      items.flatMap((item) => {
        if (!('name' in item) || item.name === null) return [];
        const { start, end } = item.span;
        const lines = [lineOf(text, start), lineOf(text, end)] as const;
        return [[`${item.kind} ${item.name.text}`, lines] as const];
      }),
    ),
  );
}
