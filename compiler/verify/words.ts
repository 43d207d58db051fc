import type { Counterexample, Finding } from './verdict.ts';
import type { VerifiedTexts } from './verify-texts.ts';

/** What was found, for a person: lines. */
export function verdictLines({ verdict, first, second, inputs }: VerifiedTexts): readonly string[] {
  const [a, b] = [first.path, second.path];
  const what = {
    unitary: 'up to a global phase, on every state',
    state: 'up to a global phase, from |0...0>',
    measured: 'in all that they measure, from |0...0>',
  }[verdict.relation];
  switch (verdict.verdict) {
    case 'equivalent':
      return [`${a} and ${b} are the same ${what}.`, `Compared ${verdict.how}.`];
    case 'undecided':
      return [`Whether ${a} and ${b} are the same is not decided.`, `${capital(verdict.how)}.`];
    case 'different': {
      const { counterexample } = verdict;
      return [
        `${a} and ${b} are different: found ${verdict.how}.`,
        ...settingLines(counterexample, inputs, first.qubits),
        `  then ${findingText(counterexample.finding, first.qubits, first.bits)}`,
      ];
    }
  }
}

function settingLines(
  { values, start }: Counterexample,
  inputs: readonly string[],
  qubits: readonly string[],
): readonly string[] {
  const numbers = inputs.map((name, k) => `${name} = ${numberText(values[k]!)}`);
  const lines = numbers.length === 0 ? [] : [`  with ${numbers.join(', ')}`];
  if (start === undefined) return [...lines, '  starting in some entangled state'];
  const others = start.flatMap((state, k) =>
    state === '0' ? [] : [`${qubits[k]!} in |${state}>`],
  );
  if (start.length === 0 || others.length === 0) return [...lines, '  starting in |0...0>'];
  const rest = others.length === start.length ? '' : ', all else in |0>';
  return [...lines, `  starting with ${others.join(', ')}${rest}`];
}

/** What comes out of the two: `the first gives 11 with probability 0.5, the second with probability 0`. */
export function findingText(
  finding: Finding,
  qubits: readonly string[],
  bits: readonly string[],
): string {
  switch (finding.kind) {
    case 'outcome': {
      const { digits, a, b } = finding;
      return `${bits.join(' ')} are ${digits} with probability ${numberText(a)} in the first and ${numberText(b)} in the second`;
    }
    case 'expectation': {
      const { index, a, b } = finding;
      return `expectation ${index + 1} is ${numberText(a)} in the first and ${numberText(b)} in the second`;
    }
    case 'state':
      return `the states at the end are apart, by ${numberText(finding.distance)} (0 for the same, 1 for orthogonal ones)`;
    case 'product': {
      const { of, a, b } = finding;
      const names = of.map(({ what, index }) => {
        if (what === 'bit') return bits[index]!;
        return what === 'term'
          ? `a term of expectation ${index + 1}`
          : `${what}(${qubits[index]!})`;
      });
      const text =
        of[0]?.what === 'bit'
          ? `(-1)^(${names.join(' + ')}) is on average`
          : `the expectation of ${names.join(' ')} is`;
      return `${text} ${numberText(a)} in the first and ${numberText(b)} in the second`;
    }
  }
}

const PI_TEXTS = [1, 2, 4] as const;

/** What rounding leaves of zero. */
const NOTHING = 1e-12;

/** Six digits, and multiples of pi as such. */
function numberText(value: number): string {
  if (Math.abs(value) < NOTHING) return '0';
  for (const denominator of PI_TEXTS) {
    const numerator = Math.round((value / Math.PI) * denominator);
    if (numerator !== 0 && Math.abs((numerator * Math.PI) / denominator - value) < 1e-12) {
      const head = Math.abs(numerator) === 1 ? 'pi' : `${Math.abs(numerator)}*pi`;
      return `${numerator < 0 ? '-' : ''}${head}${denominator === 1 ? '' : `/${denominator}`}`;
    }
  }
  return String(Number(value.toPrecision(6)));
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
