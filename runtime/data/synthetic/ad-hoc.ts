import type { RandomStream } from '../random.ts';
import { balancedClasses, totalSize } from './deal.ts';
import { CLASS_FIELD, FEATURES_FIELD } from './generator.ts';
import type { Generator } from './generator.ts';
import { sourceProblem } from '../problems.ts';
import { pointSamples } from './points.ts';

/** With more, a random measurement falls near the border nearly always. */
const MOST_FEATURES = 4;

/** Classes that a quantum feature map parts by construction (Havlíček et al. 2019). */
export const adHoc: Generator = {
  name: 'ad-hoc',
  summary:
    'Angles in [0, 2 pi) and the side on which a random measurement of their quantum feature map falls; samples near the border ' +
    'are left out (Havlíček et al. 2019, the data set of their figure 3). Made to suit a kernel of `iqp(layers: 2)`.',
  fields: [
    FEATURES_FIELD(`The angles, two to ${MOST_FEATURES}.`),
    CLASS_FIELD('The side: 0 or 1.'),
  ],
  options: [
    {
      name: 'gap',
      about: 'Least distance of the expectation value from the border.',
      standard: 0.3,
      lowest: 0,
      highest: 0.6,
    },
  ],
  generate: (task) => {
    const size = totalSize(task.inputs('features'));
    if (size < 2 || size > MOST_FEATURES) {
      throw sourceProblem(
        'argument-invalid',
        `\`ad-hoc\` makes samples of 2 to ${MOST_FEATURES} angles, and the model takes ${size}.`,
      );
    }
    const columns = randomUnitary(2 ** size, task.random('measurement'));
    const random = task.random('points');
    const classes = balancedClasses(task.count, 2, task.random('classes'));
    return pointSamples(task, 0, (sample) => {
      const wanted = classes[sample]!;
      for (;;) {
        const point = Array.from({ length: size }, () => 2 * Math.PI * random.uniform());
        const value = parity(featureState(point), columns);
        if (Math.abs(value) >= task.option('gap') && value > 0 === (wanted === 0))
          return { point, class: wanted };
      }
    });
  },
};

/** Real and imaginary parts of amplitudes. */
interface State {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Twice: Hadamard gates, then the phases `x_i` and `(pi - x_i)(pi - x_j)` of single and paired qubits. */
function featureState(point: readonly number[]): State {
  const size = 2 ** point.length;
  const state = { re: new Float64Array(size), im: new Float64Array(size) };
  state.re[0] = 1;
  for (let layer = 0; layer < 2; layer += 1) {
    for (let qubit = 0; qubit < point.length; qubit += 1) hadamard(state, 1 << qubit);
    for (let index = 0; index < size; index += 1) rotate(state, index, phaseOf(index, point));
  }
  return state;
}

function phaseOf(index: number, point: readonly number[]): number {
  const sign = (qubit: number): number => 1 - 2 * ((index >> qubit) & 1);
  let phase = 0;
  for (const [first, x] of point.entries()) {
    phase += x * sign(first);
    for (let second = 0; second < first; second += 1) {
      phase += (Math.PI - x) * (Math.PI - point[second]!) * sign(first) * sign(second);
    }
  }
  return phase;
}

function hadamard({ re, im }: State, bit: number): void {
  for (let index = 0; index < re.length; index += 1) {
    if ((index & bit) !== 0) continue;
    for (const part of [re, im]) {
      const [zero, one] = [part[index]!, part[index | bit]!];
      part[index] = (zero + one) * Math.SQRT1_2;
      part[index | bit] = (zero - one) * Math.SQRT1_2;
    }
  }
}

function rotate({ re, im }: State, index: number, phase: number): void {
  const [cosine, sine] = [Math.cos(phase), Math.sin(phase)];
  const [a, b] = [re[index]!, im[index]!];
  re[index] = a * cosine - b * sine;
  im[index] = a * sine + b * cosine;
}

/** The expectation of Z on all qubits after the unitary whose rows are given. */
function parity(state: State, rows: readonly State[]): number {
  return rows.reduce((sum, row, index) => {
    const { re, im } = inner(row, state);
    const odd = index.toString(2).replaceAll('0', '').length % 2 === 1;
    return sum + (odd ? -1 : 1) * (re * re + im * im);
  }, 0);
}

/** Normal vectors made orthonormal (Gram and Schmidt): a unitary drawn evenly from all. */
function randomUnitary(size: number, random: RandomStream): State[] {
  const rows: State[] = [];
  for (let index = 0; index < size; index += 1) {
    const draw = (): Float64Array => Float64Array.from({ length: size }, () => random.normal());
    const row = { re: draw(), im: draw() };
    for (const other of rows) {
      const overlap = inner(other, row);
      for (let entry = 0; entry < size; entry += 1) {
        row.re[entry]! -= overlap.re * other.re[entry]! - overlap.im * other.im[entry]!;
        row.im[entry]! -= overlap.re * other.im[entry]! + overlap.im * other.re[entry]!;
      }
    }
    const norm = Math.sqrt(inner(row, row).re);
    rows.push({ re: row.re.map((value) => value / norm), im: row.im.map((value) => value / norm) });
  }
  return rows;
}

/** The first conjugated. */
function inner(first: State, second: State): { readonly re: number; readonly im: number } {
  let [re, im] = [0, 0];
  for (let entry = 0; entry < first.re.length; entry += 1) {
    re += first.re[entry]! * second.re[entry]! + first.im[entry]! * second.im[entry]!;
    im += first.re[entry]! * second.im[entry]! - first.im[entry]! * second.re[entry]!;
  }
  return { re, im };
}
