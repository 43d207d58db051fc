import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BindFile } from '../../compiler/emit/openqasm3/index.ts';
import { moonsModel, pointsModel, pointsTable, project, sketchesModel } from './projects.ts';
import { nobody } from './serve.ts';
import { qmm } from './support.ts';

describe('qmm check', () => {
  test('reports figures of every model, for a person and for a program', async () => {
    const cwd = project({ 'main.qmm': moonsModel(), 'points.qmm': pointsModel() });
    const shown = await qmm(['check', 'main.qmm', 'points.qmm'], { cwd });
    expect({ code: shown.code, err: shown.err }).toEqual({ code: 0, err: '' });
    expect(shown.out).toMatch(/^main.qmm +Moons +Moons +2 +12 +logits real\[2\]$/m);
    const { json } = await qmm(['check', 'main.qmm', 'points.qmm', '--json'], { cwd });
    const figures = {
      run: 'Moons',
      qubits: 2,
      live: 2,
      parameters: 12,
      outputs: { logits: 'real[2]' },
    };
    expect(json['files']).toMatchObject([
      { file: 'main.qmm', errors: 0, warnings: 0, models: [{ name: 'Moons', ...figures }] },
      { file: 'points.qmm', errors: 0, warnings: 0, models: [{ name: 'Points' }] },
    ]);
  });

  test('draws what is wrong on standard error, and goes on with the other files', async () => {
    const cwd = project({
      'wrong.qmm': moonsModel().replace('with angle', 'with angel'),
      'right.qmm': moonsModel(),
    });
    const { code, out, err } = await qmm(['check', 'wrong.qmm', 'right.qmm'], { cwd });
    expect(code).toBe(1);
    expect(err).toContain('error[unknown-name]');
    expect(err).toMatch(/wrong.qmm:6:\d+\n/);
    expect(err).toMatch(/\n1 error\b/);
    expect(out).toContain('right.qmm: no errors');
  });

  test('points at the line, the column and the offset', async () => {
    const text = moonsModel().replace('with angle', 'with angel');
    const { json } = await qmm(['check', 'main.qmm', '--json'], {
      cwd: project({ 'main.qmm': text }),
    });
    const offset = text.indexOf('angel');
    const column = text.split('\n')[5]!.indexOf('angel') + 1;
    const errors = json.diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([
      { file: 'main.qmm', start: { line: 6, column, offset }, end: { offset: offset + 5 } },
    ]);
  });
});

describe('a trained run', () => {
  test('is scored from shots, with what one evaluation is off by', async () => {
    const cwd = project({ 'main.qmm': pointsModel(), 'points.csv': pointsTable() });
    await qmm(['train', 'main.qmm'], { cwd });
    const told = await qmm(['eval', 'last', '--shots', '50', '--json'], { cwd });
    const { test: errors } = told.json['standardErrors'] as { readonly test: object };
    expect(Object.keys(errors)).toEqual(
      Object.keys(told.json.metrics!['test']!).filter((name) => name !== 'samples'),
    );
    const shown = await qmm(['eval', 'last', '--shots', '50'], { cwd });
    expect(shown.out).toMatch(/0\.\d{4} ± 0\.\d{4}/);
    const none = await qmm(['eval', 'last', '--shots', '0'], { cwd });
    expect(none.code).toBe(1);
    expect(none.err).toContain('`--shots` is 0; it takes a whole number from 1 to 1000000000.');
  });

  test('is scored with the noise of a machine, or of a target of its file', async () => {
    const lab = `
target lab = simulator {
  noise: [depolarize(1)]
}

target calm = simulator {
  shots: 10
}
`;
    const cwd = project({ 'main.qmm': pointsModel() + lab, 'points.csv': pointsTable() });
    await qmm(['train', 'main.qmm'], { cwd });
    const lossOf = async (...more: string[]): Promise<number> => {
      const { json, err } = await qmm(['eval', 'last', ...more, '--json'], { cwd });
      expect(err).toBe('');
      return json.metrics!['test']!['loss']!;
    };
    const exact = await lossOf();
    expect(await lossOf('--noise', 'simulator')).toBe(exact);
    // Nothing is left of the states: the two classes are as likely.
    expect(await lossOf('--noise', 'lab')).toBeCloseTo(Math.log(2), 2);
    expect(await lossOf('--noise', 'fez')).not.toBe(exact);
    const none = await qmm(['eval', 'last', '--noise', 'calm'], { cwd });
    expect(none.err).toContain("The target `calm` of the run's file has no `noise`.");
    const unknown = await qmm(['eval', 'last', '--noise', 'fex'], { cwd });
    expect(unknown.err).toContain('Did you mean `fez`?');
    const silent = await qmm(['eval', 'last', '--noise', 'linear:8'], { cwd });
    expect(silent.err).toContain('Nothing is known of the errors of `linear:8`');
  });

  test('is scored, with its own data and with other data', async () => {
    const cwd = project({ 'main.qmm': pointsModel(), 'points.csv': pointsTable() });
    const trained = await qmm(['train', 'main.qmm', '--json'], { cwd });
    const own = await qmm(['eval', 'last', '--json'], { cwd });
    expect(own.json).toMatchObject({ command: 'eval', labels: ['yes', 'no'] });
    expect(own.json.metrics).toEqual({ test: trained.json.metrics?.['test'] });
    expect(own.json['confusion']).toHaveLength(2);
    const all = await qmm(['eval', 'last', '--split', 'all', '--json'], { cwd });
    expect(Object.keys(all.json.metrics ?? {})).toEqual(['train', 'test']);
    const other = await qmm(['eval', 'runs/points/1', '--data', 'points.csv', '--json'], { cwd });
    expect(other.json.metrics?.['test']).toMatchObject({ samples: 20 });
    const table = await qmm(['eval', 'last'], { cwd });
    expect(table.out).toMatch(/^test +\d/m);
    expect(table.out).toMatch(/^yes +\d/m);
  });

  test('of a model that draws predicts as many drawings as asked for, by seed', async () => {
    const cwd = project({ 'main.qmm': sketchesModel() });
    await qmm(['train', 'main.qmm'], { cwd });
    const ask = (...more: readonly string[]): ReturnType<typeof qmm> =>
      qmm(['predict', 'last', '--input', 'prompt=top row', ...more], { cwd });
    const { out } = await ask('--draws', '12');
    expect(out).toMatch(
      /^id,draw,given prompt,drawing\n1,1,top row,[01]{2} [01]{2}\n1,2,top row,[^]*\n1,12,.*\n$/,
    );
    expect((await ask('--draws', '12')).out).toBe(out);
    const other = await ask('--draws', '12', '--seed', '1');
    expect(other.out.split('\n')).toHaveLength(14);
    expect(other.out).not.toBe(out);
    expect((await ask('--draws', '0')).err).toContain('`--draws 0` leaves nothing to show.');
  });

  test('predicts, a row a sample', async () => {
    const cwd = project({
      'main.qmm': pointsModel(),
      'points.csv': pointsTable(),
      'new.csv': 'x,y\n0.1,0.2\n',
    });
    await qmm(['train', 'main.qmm'], { cwd });
    const { out } = await qmm(['predict', 'last', '--data', 'new.csv'], { cwd });
    expect(out).toMatch(/^id,label,probability yes,probability no\n1,(yes|no),0\.\d+,0\.\d+\n$/);
    const { json } = await qmm(['predict', 'last', '--json'], { cwd });
    expect(json.predictions).toHaveLength(4);
    const [first] = json.predictions ?? [];
    const { yes = 0, no = 0 } = first!['probabilities'] as { yes?: number; no?: number };
    expect(yes + no).toBeCloseTo(1, 6);
  });

  test('is looked for where it is said to be', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const { code, json } = await qmm(['eval', 'last', '--json'], { cwd });
    expect(code).toBe(1);
    expect(json.diagnostics).toMatchObject([
      { code: 'run-not-found', help: expect.stringContaining('qmm train') as string },
    ]);
  });

  test('is found from another folder', async () => {
    const cwd = project({ 'main.qmm': pointsModel(), 'points.csv': pointsTable() });
    await qmm(['train', 'main.qmm'], { cwd });
    const { code, err } = await qmm(['eval', join(cwd, 'runs/points/1')], { cwd: project({}) });
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});

describe('qmm compile', () => {
  test('prints OpenQASM with open numbers, and binds them from a run', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const open = await qmm(['compile', 'main.qmm', '--to', 'openqasm3'], { cwd });
    expect(open.out).toMatch(/^OPENQASM 3.0;\n/);
    expect(open.out.match(/^input float/gm)).toHaveLength(8);
    await qmm(['train', 'main.qmm'], { cwd });
    const words = ['compile', 'main.qmm', '--to', 'openqasm3', '--run', 'last'];
    const weights = await qmm(words, { cwd });
    expect(weights.out.match(/^input float/gm)).toHaveLength(2);
    const sample = await qmm([...words, '--split', 'test', '--take', '1'], { cwd });
    expect(sample.out).not.toContain('input float');
  });

  test('leaves angles open with --slots, and writes beside the text how they come from leaves', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const words = ['compile', 'main.qmm', '--to', 'openqasm3', '--slots', '--target', 'linear:2'];
    expect((await qmm([...words, '--out', 'main.qasm'], { cwd })).code).toBe(0);
    const text = readFileSync(join(cwd, 'main.qasm'), 'utf8');
    const file = JSON.parse(readFileSync(join(cwd, 'main.qasm.bind.json'), 'utf8')) as BindFile;
    expect(file).toMatchObject({ format: 'qmm-bind-program', version: 1, leaves: 8 });
    expect(file.inputs).toContain('Moons/scale[0]');
    expect(text.match(/(?<=input float\[64\] )\w+/g)).toEqual(file.names);
    expect(file.angles).toHaveLength(file.names.length);
    const lost = await qmm(words, { cwd });
    expect({ code: lost.code, out: lost.out }).toEqual({ code: 2, out: '' });
    expect(lost.err).toContain('`--out FILE.qasm`; the program becomes `FILE.qasm.bind.json`');
    const typescript = await qmm(['compile', 'main.qmm', '--to', 'typescript', '--slots'], { cwd });
    expect(typescript.err).toContain('`--slots` belongs to `--to openqasm3`');
  });

  test('writes a job for each kind of readout into a folder, and jobs for other services', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    await qmm(['train', 'main.qmm'], { cwd });
    const words = ['--to', 'runtime', '--target', 'linear:3', '--run', 'last', '--take', '2'];
    const { json } = await qmm(['compile', 'main.qmm', ...words, '--out', 'jobs/', '--json'], {
      cwd,
    });
    expect(json['outputs']).toMatchObject([
      {
        file: 'main.qmm',
        out: 'jobs/main-estimator.json',
        stats: { qubits: 2, physicalQubits: 2 },
      },
    ]);
    const body = JSON.parse(readFileSync(join(cwd, 'jobs/main-estimator.json'), 'utf8')) as object;
    expect(body).toMatchObject({ program_id: 'estimator', params: { version: 2 } });

    const written = async (...words: string[]): Promise<string> => {
      const common = ['compile', 'main.qmm', '--run', 'last', '--take', '1'];
      return (await qmm([...common, ...words], { cwd })).out;
    };
    expect(await written('--to', 'openqasm2')).toMatch(/^OPENQASM 2\.0;/);
    const task = await written('--to', 'braket', '--option', 'shots=100');
    expect(JSON.parse(task)).toMatchObject({ shots: 100 });
    const job = await written('--to', 'ionq', '--option', 'gateset=native');
    expect(JSON.parse(job)).toMatchObject({ shots: 4096, input: { gateset: 'native' } });
  });

  test('writes a TypeScript module with its source map', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    await qmm(['compile', 'main.qmm', '--to', 'typescript', '--out', 'src/moons.ts'], { cwd });
    expect(readdirSync(join(cwd, 'src'))).toEqual(['moons.run.ts', 'moons.ts', 'moons.ts.map']);
    const module = readFileSync(join(cwd, 'src/moons.ts'), 'utf8');
    expect(module).toContain('export function predict(');
    expect(module).toMatch(/sourceMappingURL=moons\.ts\.map\n$/);
  });

  test('puts several files into one folder, and says so when there is none', async () => {
    const cwd = project({ 'a.qmm': moonsModel(), 'b.qmm': pointsModel() });
    const words = ['compile', 'a.qmm', 'b.qmm', '--to', 'program'];
    expect((await qmm(words, { cwd })).code).toBe(2);
    await qmm([...words, '--out', 'programs'], { cwd });
    expect(readdirSync(join(cwd, 'programs'))).toEqual(['a.json', 'b.json']);
    const twice = await qmm(['compile', 'a.qmm', './a.qmm', ...words.slice(3), '--out', 'x'], {
      cwd,
    });
    expect(twice.err).toContain('would both become `a.json`');
  });

  test('refuses a run whose source has changed', async () => {
    const cwd = project({
      'main.qmm': moonsModel(),
      'other.qmm': moonsModel().replace('-pi', '0'),
    });
    await qmm(['train', 'main.qmm'], { cwd });
    const words = ['compile', 'other.qmm', '--to', 'openqasm3', '--run', 'last', '--json'];
    const { code, json } = await qmm(words, { cwd });
    expect(code).toBe(1);
    expect(json.diagnostics).toMatchObject([{ code: 'run-changed' }]);
  });

  test('takes a text without inputs as it is, and names what is open in another', async () => {
    const bell = 'OPENQASM 3.0;\nqubit[2] q;\nbit[2] c;\nU(0.1, 0, 0) q[0];\nc = measure q;\n';
    const cwd = project({
      'bell.qasm': bell,
      'open.qasm': bell.replace('qubit', 'input float x;\nqubit').replace('0.1', 'x'),
    });
    const words = ['--to', 'openqasm2', '--out', 'texts/'];
    expect((await qmm(['compile', 'bell.qasm', ...words], { cwd })).code).toBe(0);
    const { code, err } = await qmm(['compile', 'open.qasm', ...words], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('`--to openqasm2` needs the numbers of a trained run: `x` is open');
    expect(err).toContain('Write the number into the file');
  });

  test('takes options of jobs only', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const words = ['compile', 'main.qmm', '--to', 'openqasm2', '--option', 'shots=5'];
    const { code, err } = await qmm(words, { cwd });
    expect(code).toBe(2);
    expect(err).toContain('is for jobs, and `--to openqasm2` writes none');
  });
});

describe('qmm draw and estimate', () => {
  test('draw a model as text, or into a file', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const { out } = await qmm(['draw', 'main.qmm'], { cwd });
    expect(out).toMatch(/^model Moons\n/);
    expect(out).toContain('encode q');
    for (const [format, start] of [
      ['svg', '<svg'],
      ['html', '<!doctype html>'],
    ] as const) {
      const { json } = await qmm(
        ['draw', 'main.qmm', '--to', format, '--out', `m.${format}`, '--json'],
        { cwd },
      );
      expect(json['out']).toBe(`m.${format}`);
      expect(readFileSync(join(cwd, `m.${format}`), 'utf8').toLowerCase()).toContain(start);
    }
  });

  test('tell what a model costs, in its own gates and in those of a machine', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const own = await qmm(['estimate', 'main.qmm', '--json'], { cwd });
    expect(own.json['models']).toMatchObject([
      {
        name: 'Moons',
        run: 'Moons',
        qubits: 2,
        live: 2,
        parameters: 12,
        gates: 10,
        twoQubit: 2,
        circuits: 1,
        shots: 0,
        jobs: 0,
      },
    ]);
    const machine = await qmm(['estimate', 'main.qmm', '--target', 'fez', '--json'], { cwd });
    const [model] = machine.json['models'] as { gates: number; successProbability: number }[];
    expect(model?.gates).toBeGreaterThan(10);
    expect(model?.successProbability).toBeGreaterThan(0.9);
    // 48 samples in two batches, three epochs; of each sample its circuit and two for each of four angles.
    const shots = 48 * 3 * 9 * 4096;
    expect(model).toMatchObject({
      circuits: 9,
      shots,
      jobs: 6,
      machineSeconds: 6 * 2 + shots * 0.00035,
    });
    const told = await qmm(['estimate', 'main.qmm', '--target', 'ibm:fez'], { cwd, env: nobody });
    expect(told.err).toContain("Compiled for the library's copy of ibm_fez");
    expect(told.out).toMatch(/ 5,310,000 +6 +about 31 min/);
    expect(told.out).toContain("IBM's rule of thumb");
    expect(existsSync(join(cwd, 'runs'))).toBe(false);
  });

  test('tell how the simulator will run the circuit', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const { out } = await qmm(['estimate', 'main.qmm', '--plan'], { cwd });
    expect(out).toMatch(/^start +product state of/m);
    expect(out).toMatch(/ms a step on one core$/m);
    const { json } = await qmm(['estimate', 'main.qmm', '--plan', '--json'], { cwd });
    const steps = expect.arrayContaining([
      expect.objectContaining({ kind: 'start', forward: expect.any(Number) as number }),
      expect.objectContaining({ kind: 'read' }),
    ]) as object[];
    expect(json['models']).toMatchObject([{ plans: [{ rows: 32, plans: [{ steps }] }] }]);
  });

  test('name a target that is not there', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const { code, json } = await qmm(['estimate', 'main.qmm', '--target', 'fezz', '--json'], {
      cwd,
    });
    expect(code).toBe(1);
    expect(json.diagnostics).toMatchObject([
      { code: 'unknown-name', help: expect.stringContaining('fez') as string },
    ]);
  });
});
