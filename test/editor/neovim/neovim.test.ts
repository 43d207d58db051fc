import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { neovim, runSession } from './neovim.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'bin', 'qmm.js');

/** One register is too small, and nobody has formatted the text. */
const BROKEN = `model Iris {
    modality flower: real[4]
    label species: class("setosa", "versicolor", "virginica")

    register q[3]
    encode flower |> scale(0, pi) into q with angle
    evolve q with strongly_entangling(layers:2)

    readout logits = expect(Z(q)) |> linear
    objective classify(logits, species)
}
`;

const environment = await neovim();

describe.skipIf(environment.kind === 'missing')(
  'in Neovim, with the files of editor/neovim',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'qmm-neovim-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test(
      'a broken model is shown, fixed, formatted, renamed in, saved, and compiles',
      { timeout: 90_000 },
      () => {
        // As npm leaves it in a project that depends on qmm.
        mkdirSync(join(folder, 'node_modules', '.bin'), { recursive: true });
        symlinkSync(PROGRAM, join(folder, 'node_modules', '.bin', 'qmm'));
        writeFileSync(join(folder, 'package.json'), '{}');
        const file = join(folder, 'iris.qmm');
        writeFileSync(file, BROKEN);
        const program = environment.kind === 'ready' ? environment.program : '';

        const report = runSession(program, file);
        expect(report.problem).toBeUndefined();
        expect(report).toMatchObject({ filetype: 'qmm', syntax: 'qmm', root: folder });
        expect(report.shown).toMatchObject([{ line: 6, source: 'qmm', code: 'size-mismatch' }]);
        expect(report.offered).toContain('Write register q[4]');
        expect(report.fixed?.[4]).toBe('    register q[4]');

        expect(report.formatted?.slice(4, 7)).toEqual([
          '  register q[4]',
          '  encode flower |> scale(0, pi) into q with angle',
          '  evolve q with strongly_entangling(layers: 2)',
        ]);
        expect(report.renamed?.join('\n')).toContain(
          'readout logits = expect(Z(petals)) |> linear',
        );
        expect(report.lenses).toEqual(expect.arrayContaining(['Draw', 'Estimate']));
        expect(report.terminal?.join('\n')).toMatch(/Iris\s+4/);

        expect(readFileSync(file, 'utf8')).toBe(`${report.renamed?.join('\n') ?? ''}\n`);
        const { status, stderr } = spawnSync(process.execPath, [PROGRAM, 'check', file], {
          encoding: 'utf8',
        });
        expect(stderr).toBe('');
        expect(status).toBe(0);
      },
    );
  },
);
