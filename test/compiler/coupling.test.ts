import { describe, expect, test } from 'vitest';
import { emitOpenqasm3 } from '../../compiler/emit/openqasm3/index.ts';
import { libraryDevice } from '../../compiler/targets/index.ts';
import type { Run } from '../../runtime/program/index.ts';
import { train } from '../../runtime/train/index.ts';
import { compileText, readTextFile } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';
import { trainRequest } from '../support/runs.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

const model = (device: string, more = ''): string => `model M {
  modality point: real[6]
  label kind: class(2)
  register q
  encode point |> scale(0, pi) into q with angle
  evolve q with native(layers: 2)
  readout logits = expect(Z(q)) |> linear
  objective classify(logits, kind)
}
data points = synthetic("hidden-manifold", samples: 20, features: 6)
train M on points {
  target: here
  epochs: 1
  ${more}
}
target here = simulator {
  coupling: device("${device}")
}
`;

function runOf(text: string, others: Readonly<Record<string, string>> = {}): Run {
  const { runs, diagnostics } = compileText(text, others);
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  return runs[0]!;
}

function entangled({ program }: Run): string[] {
  const pairs = program.circuits[0]!.gates.flatMap(({ controls, qubits }) =>
    controls.map((control) => [control, qubits[0]!].sort((a, b) => a - b).join('-')),
  );
  return [...new Set(pairs)].sort();
}

describe('coupled(q) takes the edges', () => {
  test('of a machine of the library: qubits that hang together and fail little', () => {
    const run = runOf(model('fez'));
    const [coupling] = run.program.coupling!;
    expect(coupling?.device).toBe('fez');
    expect(coupling?.qubits).toHaveLength(6);
    expect(entangled(run)).toEqual(coupling?.edges.map((edge) => edge.join('-')).sort());
  });

  test('of a pattern', () => {
    expect(entangled(runOf(model('ring:6')))).toEqual(['0-1', '0-5', '1-2', '2-3', '3-4', '4-5']);
  });

  test('of a device file beside the model', () => {
    const star = {
      name: 'star',
      qubits: 6,
      basis: ['cz', 'rz', 'sx', 'x'],
      edges: [1, 2, 3, 4, 5].map((leaf) => [0, leaf]),
    };
    const run = runOf(model('./star.json'), { 'star.json': JSON.stringify(star) });
    expect(entangled(run)).toEqual(['0-1', '0-2', '0-3', '0-4', '0-5']);
  });

  test('of the device that a target is', () => {
    const text = model('x').replace(/simulator \{[^}]*\}/, 'device("linear:6")');
    expect(entangled(runOf(text))).toEqual(['0-1', '1-2', '2-3', '3-4', '4-5']);
  });

  test('in as many layers as a qubit has neighbours at most, on the machine too', async () => {
    const text = model('x')
      .replace(/simulator \{[^}]*\}/, 'device("torino")')
      .replace('layers: 2', 'layers: 3')
      .replace('real[6]', 'real[40]')
      .replace('features: 6', 'features: 40');
    const { program } = runOf(text);
    const target = (await libraryDevice('torino'))!;
    const [logical, compiled] = [{ form: 'logical' }, { form: 'isa', target }] as const;
    // Three edges meet at a qubit of a heavy hexagon; nobody sees the last layer, right before a reading of Z.
    expect(emitOpenqasm3(program, 0, logical).stats.twoQubitDepth).toBe(3 * 3);
    expect(emitOpenqasm3(program, 0, compiled).stats.twoQubitDepth).toBe(3 * 2);
  });

  test('where the machine needs no swap then', async () => {
    const { program } = runOf(model('fez'));
    const target = (await libraryDevice('fez'))!;
    const { stats, layout } = emitOpenqasm3(program, 0, { form: 'isa', target });
    expect(stats.swapsInserted).toBe(0);
    expect(layout).toEqual(program.coupling![0]!.qubits);
  });
});

describe('coupled(q) says', () => {
  const errors = (device: string, others: Readonly<Record<string, string>> = {}): string[] =>
    compileText(model(device), others).diagnostics.map(
      ({ code, message }) => `${code}: ${message}`,
    );

  test('which device is meant', () => {
    const { diagnostics } = compileText(model('fes'));
    expect(diagnostics.map(({ code, help }) => `${code} ${help}`)).toEqual([
      'unknown-name Did you mean `fez`?',
    ]);
  });

  test('which file is not there, or is no device', () => {
    expect(errors('machines/mine.json')).toEqual([
      'file-not-found: There is no device file `machines/mine.json`.',
    ]);
    expect(errors('./a.json', { 'a.json': '{}' })[0]).toContain(
      'value-unreadable: A.json is no device file',
    );
  });

  test('that the machine is too small', () => {
    expect(errors('linear:4')[0]).toContain(
      'target-limit: The target allows fewer qubits of `linear:4` that hang together',
    );
  });
});

describe('a run remembers its edges', () => {
  const later = (device: string): Run => runOf(model(device, 'start: "runs/first/1"'));

  test('and what starts from it must have the same', async () => {
    const host = memoryHost();
    const begin = (run: Run, folder: string): Promise<unknown> =>
      train(trainRequest(host, run, { base: '.', folder }));
    await begin(runOf(model('linear:6')), 'runs/first/1');
    await expect(begin(later('ring:6'), 'runs/second/1')).rejects.toMatchObject({
      details: { code: 'coupling-changed' },
      message:
        'The run in `runs/first/1` was trained for the edges 0-1, 2-3, 4-5, 1-2, 3-4 of 6 qubits of `linear:6`, and this one is for the edges 0-1, 2-3, 4-5, 0-5, 1-2, 3-4 of 6 qubits of `ring:6`.',
    });
    // Another machine whose qubits touch in the same way is as good.
    await begin(later('sherbrooke'), 'runs/third/1');
  });
});

describeShared('device-noise', () => {
  test('its run `clean` has its figures and trains', async () => {
    const text = readTextFile(sharedPath('design', 'models', 'device-noise.qmm'));
    const clean = text.replace(/train hardened[^}]*\}/, '').replace(/target rehearsal[^}]*\}/, '');
    const { models, diagnostics, runs } = compileText(clean);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(models[0]).toMatchObject({ run: 'clean', qubits: 6, live: 6, parameters: 68 });
    const run = runs[0]!;
    const short = { ...run, train: { ...run.train!, epochs: 2 } };
    const request = trainRequest(memoryHost(), short, { base: '.', folder: 'runs/clean/1' });
    const { metrics } = await train(request);
    expect(metrics.train['loss']).toBeLessThan(1);
  });
});
