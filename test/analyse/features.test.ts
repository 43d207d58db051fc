import { Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { fidelityKernel } from '../../runtime/analyse/measure/fidelity-kernel.ts';
import { fourierSpectra } from '../../runtime/analyse/measure/fourier.ts';
import { alignmentOf } from '../../runtime/analyse/measure/gram-facts.ts';
import { ownKernels } from '../../runtime/analyse/measure/own-kernels.ts';
import { randomStream } from '../../runtime/data/random.ts';
import { ansatzes } from '../../runtime/analyse/ansatz.ts';
import { ansatzOf, modelOf, subjectOf } from './subject.ts';

const random = () => randomStream(5, 'test');

describe('the Fourier spectrum', () => {
  const spectrumOf = async (body: string, circuits = '') => {
    const subject = await subjectOf(modelOf(`${body}\n objective sum(expect(Z(q)))`, circuits));
    return fourierSpectra(subject, subject.program.circuits[0]!, random());
  };

  // Schuld, Sweke and Meyer 2021, section III: r repetitions of a Pauli encoding reach whole frequencies up to r.
  test.each([1, 2, 3])('of a value encoded %i times reaches that frequency', async (r) => {
    const [spectrum] = await spectrumOf(
      'register q[1]\n encode x into q with again',
      `circuit again(x: real) on a[1] { repeat ${r} { param w: angle[3]\n rot(w) a[0]\n rx(x) a[0] }\n param v: angle[3]\n rot(v) a[0] }`,
    );
    expect(spectrum?.frequencies).toEqual(Array.from({ length: r + 1 }, (_, k) => k));
    expect(spectrum?.highest).toBe(r);
  });

  test('of one rotation is a cosine: half of it at frequency 1', async () => {
    const [spectrum] = await spectrumOf(
      'register q[1]\n encode x into q with angle\n evolve q with nothing',
      'circuit nothing on a[1] { param w: angle\n rz(w) a[0] }',
    );
    expect(spectrum?.amplitudes[0]).toBeCloseTo(0, 10);
    expect(spectrum?.amplitudes[1]).toBeCloseTo(1 / 2, 10);
  });

  // The library's re-uploading starts with gains of 1, and every layer turns the feature once more.
  test('of a re-uploaded value has one frequency more for each layer', async () => {
    const spectra = await spectrumOf(
      'modality v: real[2]\n register q[1]\n encode v into q with reupload(layers: 3)',
    );
    expect(spectra.map(({ feature, highest }) => [feature, highest])).toEqual([
      ['v[0]', 2],
      ['v[1]', 3],
    ]);
  });

  test('is not told where weights choose the frequencies', async () => {
    const body = 'register q[2]\n encode stack(x, x) |> linear(2) into q with angle';
    expect(await spectrumOf(body)).toEqual([]);
  });

  test('is in steps of what the encoding multiplies by', async () => {
    const [spectrum] = await spectrumOf(
      'register q[2]\n encode x into q with tower',
      'circuit tower(x: real) on a[2] { ry(2 * x) a[0]\n ry(6 * x) a[1]\n param w: angle\n cx a[0], a[1]\n ry(w) a[1] }',
    );
    expect(spectrum?.frequencies).toEqual([0, 2, 4, 6, 8]);
    expect(spectrum?.highest).toBe(8);
  });
});

describe('the kernel of states', () => {
  test('of one rotation is a squared cosine, positive and less alike than equal', async () => {
    const ansatz = await ansatzOf(
      'register q[1]\n encode x into q with angle\n readout e = expect(Z(q))',
    );
    const kernel = fidelityKernel(ansatz)!;
    const x = ansatz.leaves;
    const values: number[] = [];
    for (let i = 0; i < kernel.samples; i++)
      for (let j = 0; j < i; j++) values.push(Math.cos((x[i]! - x[j]!) / 2) ** 2);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    expect(kernel.mean).toBeCloseTo(mean, 10);
    expect(kernel.variance).toBeCloseTo(
      values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
      10,
    );
    expect(kernel.leastEigenvalue).toBeGreaterThan(-1e-10);
    expect(kernel.haarVariance).toBeCloseTo(1 / 12, 12);
  });

  test('that the model computes itself is told too: an overlap is that of the states, rbf is not', async () => {
    const encode = 'register q[1]\n encode x into q with angle\n';
    const subject = await subjectOf(modelOf(`${encode} readout y = svm(overlap(q), kind)`));
    const [own] = ownKernels(subject);
    const { mean, variance } = fidelityKernel(ansatzes(subject).ansatzes[0]!)!;
    expect(own).toMatchObject({ use: 'svm', samples: 64 });
    expect(own?.mean).toBeCloseTo(mean, 9);
    expect(own?.variance).toBeCloseTo(variance, 9);
    const other = await subjectOf(
      modelOf(`${encode} readout y = svm(xyz(q) |> rbf(gamma: 1), kind)`),
    );
    const [projected] = ownKernels(other);
    expect(Math.abs(projected!.mean - mean)).toBeGreaterThan(0.01);
    expect(projected!.leastEigenvalue).toBeGreaterThan(-1e-9);
  });

  test('is aligned with classes that it tells apart, and against those that it mixes', () => {
    const apart = new Matrix([
      [1, 1, -1],
      [1, 1, -1],
      [-1, -1, 1],
    ]);
    expect(alignmentOf(apart, [0, 0, 1], 2)).toBeCloseTo(1, 12);
    expect(alignmentOf(apart.mul(-1), [0, 0, 1], 2)).toBeCloseTo(-1, 12);
  });

  test('concentrates as more qubits encode independent angles', async () => {
    const ansatz = await ansatzOf(
      'modality v: real[6]\n register q[6]\n encode v into q with angle\n readout e = expect(Z(q))',
    );
    const { byQubits, slope } = fidelityKernel(ansatz)!;
    expect(byQubits.map(({ at }) => at)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(slope).toBeLessThan(-0.3);
  });
});
