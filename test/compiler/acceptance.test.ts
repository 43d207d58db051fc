import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawSvg, drawText } from '../../runtime/draw/index.ts';
import { compileFile, lineOf, readTextFile } from '../support/compile.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

const models = sharedPath('design', 'models');

/** Programs whose figures need a part of the language that is still missing. */
const missing: readonly string[] = [];

describeShared('the acceptance programs', () => {
  const files = readdirSync(models).filter((name) => name.endsWith('.qmm'));

  test.each(files)('%s has no error but what is not built yet', (name) => {
    const { diagnostics } = compileFile(sharedPath('design', 'models', name));
    const errors = diagnostics.filter((one) => one.severity === 'error' && one.code !== 'not-yet');
    expect(errors.map((one) => one.message)).toEqual([]);
  });

  const rows = tableRows(readTextFile(models, 'README.md')).filter(
    ({ name }) => !missing.includes(name),
  );

  test.each(rows)('$name has the qubits and parameters of its row', ({ name, figures }) => {
    const { models: reports } = compileFile(sharedPath('design', 'models', `${name}.qmm`));
    for (const { run, qubits, live, parameters } of figures) {
      const report = reports.find((one) => run === '' || one.run === run || one.name === run);
      expect(report).toMatchObject({ qubits, live, parameters });
    }
  });

  test.each(rows)('$name has the outputs of its row', ({ name, outputs }) => {
    const { models: reports } = compileFile(sharedPath('design', 'models', `${name}.qmm`));
    const found = reports.flatMap((one) =>
      Object.entries(one.outputs).map(([key, type]) => `${key} ${type}`),
    );
    expect(found).toEqual(expect.arrayContaining(outputs));
  });
});

describeShared('the acceptance programs of this version', () => {
  const complete = readdirSync(models)
    .filter((name) => name.endsWith('.qmm'))
    .map((name) => ({ name, runs: compileFile(sharedPath('design', 'models', name)).runs }))
    .filter(({ runs }) => runs.length > 0);

  test('are among them first, av-digits, where-to-fuse, qfl, transfer and the tensor networks', () => {
    const names = complete.map(({ name }) => name.replace('.qmm', ''));
    expect(names).toEqual(
      expect.arrayContaining([
        'first',
        'av-digits',
        'where-to-fuse',
        'qfl',
        'transfer',
        'tensor-networks',
      ]),
    );
  });

  test.each(complete)('$name is drawn as text and as SVG', ({ runs }) => {
    for (const { program } of runs) {
      expect(drawText(program, {})).toContain(`model ${program.model}`);
      expect(drawSvg(program, {})).toMatch(/^<svg[^]*<\/svg>\s*$/);
    }
  });

  test.each(complete)('$name compiles to the same bytes each time', ({ name, runs }) => {
    const again = compileFile(sharedPath('design', 'models', name)).runs;
    expect(JSON.stringify(again)).toBe(JSON.stringify(runs));
  });
});

describeShared('the programs that must be refused', () => {
  const wrong = readdirSync(sharedPath('design', 'models', 'wrong'));

  test.each(wrong)('%s: one error, its code and its line', (name) => {
    const path = sharedPath('design', 'models', 'wrong', name);
    const text = readTextFile(path);
    const [, code = '', line = ''] = /Expect: ([\w-]+) at line (\d+)/.exec(text) ?? [];
    const errors = compileFile(path).diagnostics.filter((one) => one.severity === 'error');
    expect(errors.map((one) => `${one.code} at line ${lineOf(text, one.at.start)}`)).toEqual([
      `${code} at line ${line}`,
    ]);
  });
});

interface Figures {
  readonly run: string;
  readonly qubits: number;
  readonly live: number;
  readonly parameters: number;
}

/** Rows of the table: `| name | … | run: qubits, parameters | outputs |`. */
function tableRows(text: string): { name: string; figures: Figures[]; outputs: string[] }[] {
  return text.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const name = /^`([\w-]+)`$/.exec(cells[1] ?? '')?.[1];
    if (name === undefined) return [];
    const figures = (cells[4] ?? '').split(';').map((part): Figures => {
      const [, run = '', qubits = '', live = qubits, parameters = ''] =
        /^\s*(?:(\w+) )?(\d+)(?:\/(\d+))?, (\d+)/.exec(part) ?? [];
      return { run, qubits: Number(qubits), live: Number(live), parameters: Number(parameters) };
    });
    const outputs = [
      ...(cells[5] ?? '').matchAll(/(\w+) ((?:real|bit|class|pair)(?:\(\d+\))?(?:\[[\d, ]+\])?)/g),
    ];
    return [
      {
        name,
        figures,
        outputs: outputs.map(([, key = '', type = '']) => `${key} ${type.replace(/,\s*/g, ', ')}`),
      },
    ];
  });
}
