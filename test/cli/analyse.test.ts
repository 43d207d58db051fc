import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { moonsModel, project } from './projects.ts';
import { qmm } from './support.ts';

describe('qmm analyse', () => {
  test('tells figures of a file before it is trained, the same ones each time', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const words = ['analyse', 'main.qmm', '--samples', '50', '--json', '--out', 'page.html'];
    const { code, json, out } = await qmm(words, { cwd });
    expect(code).toBe(0);
    const figures = json['figures'] as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    expect(Object.keys(figures)).toEqual([
      'gradients',
      'expressibility',
      'entanglement',
      'fisher',
      'dimension',
      'kernel',
      'fourier',
    ]);
    expect(figures['fisher']).toMatchObject({ numbers: 6, meaning: expect.any(String) as string });
    expect(figures['fourier']?.['circuits']).toMatchObject([
      { circuit: 'q', features: [{ feature: 'point[0]', highest: 1 }, { feature: 'point[1]' }] },
    ]);
    expect(json['left']).toMatchObject([{ figure: 'registers', of: 'q' }]);
    const page = readFileSync(join(cwd, 'page.html'), 'utf8');
    expect(page.match(/<svg class="chart"/g)?.length).toBeGreaterThanOrEqual(4);
    expect(page).not.toContain('NaN');
    expect((await qmm(words, { cwd })).out).toBe(out);
  });

  test('puts figures of a run into its report, one beside the other', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    await qmm(['train', 'main.qmm'], { cwd });
    const first = await qmm(['analyse', 'last', '--only', 'entanglement'], { cwd });
    expect(first.out).toMatch(/^entanglement +with the model's weights +\d\.\d{4}$/m);
    expect(first.out).toContain('  entanglement: The qubits are');
    const noise = await qmm(['analyse', 'last', '--only', 'noise', '--json'], { cwd });
    expect(noise.json['figures']).toMatchObject({ noise: { metric: 'accuracy', samples: 12 } });
    expect(noise.err).toContain('noise  depolarizing 0.01, mitigated\n');
    const report = readFileSync(join(cwd, 'runs/moons/1/report.html'), 'utf8');
    expect(report).toContain('Entanglement (Meyer-Wallach)');
    expect(report).toContain('Noise and robustness');
    expect(report).toContain('readout error, mitigated from');
    expect(report).toContain('never learned from');
  });

  test('says which figures there are, and that noise is about a run', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const unknown = await qmm(['analyse', 'main.qmm', '--only', 'gradient'], { cwd });
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain('Did you mean `gradients`?');
    const noise = await qmm(['analyse', 'main.qmm', '--only', 'noise'], { cwd });
    expect(noise.code).toBe(2);
    expect(noise.err).toContain('qmm analyse last --only noise');
    const few = await qmm(['analyse', 'main.qmm', '--samples', '1'], { cwd });
    expect(few.err).toContain('not a whole number from 2');
    expect(existsSync(join(cwd, 'runs'))).toBe(false);
  });
});
