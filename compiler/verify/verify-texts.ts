import { UserProblem, type Circuit } from '../../runtime/program/index.ts';
import { readSide, touchedQubits, type Side } from './read-side.ts';
import type { Places } from './unfold.ts';
import type { Verdict } from './verdict.ts';
import { verify } from './verify.ts';

export interface Text {
  readonly path: string;
  readonly text: string;
}

export interface VerifyTextsOptions {
  /** Where the second circuit has the qubits of the first; without it the text tells, or the order of its qubits. */
  readonly layout?: { readonly start: readonly string[]; readonly end: readonly string[] };
  readonly seed?: number;
}

export interface VerifiedTexts {
  readonly verdict: Verdict;
  readonly first: Side;
  readonly second: Side;
  /** All inputs, those of the first text first. */
  readonly inputs: readonly string[];
}

/**
 * Are two OpenQASM texts the same circuit? Inputs and measured bits are matched by name, in their order where no name is
 * in both; expectations in their order.
 *
 * @throws UserProblem where the two do not measure the same, or a layout is not one of these circuits
 */
export function verifyTexts(
  a: Text,
  b: Text,
  { layout, seed = 0 }: VerifyTextsOptions = {},
): VerifiedTexts {
  const read = [a, b].map(({ text, path }) => readSide(text, path)) as [Side, Side];
  const [first, unnamed] = withSameBits(...read);
  const second = withNamesOf(first, unnamed);
  const inputs = [...new Set([...first.inputs, ...second.inputs])];
  const circuits = [first, second].map((side) => withInputs(side, inputs));
  const [left, right] = circuits as [Circuit, Circuit];
  const own = first.places ?? inOrder(first.qubits.length);
  const count = own.start.length;
  const given = layout === undefined ? second.places : placesOf(layout, second);
  const others = given ?? (right.qubits.length === count ? inOrder(count) : undefined);
  const measures = [left, right].some(({ measurements }) => measurements.length > 0);
  const done = (places: Places): Verdict =>
    verify({ circuit: left, places: own }, { circuit: right, places }, { seed });
  const result = { first, second, inputs };
  if (others !== undefined) {
    if (others.start.length !== count) throw otherCount(first, count, second, others.start.length);
    return { ...result, verdict: done(others) };
  }
  // Everything starts in |0>, so what is measured does not depend on where qubits are; to know it helps, though.
  if (measures) return { ...result, verdict: done(measuredPlaces(left, right, own)) };
  const touched = touchedQubits(right);
  if (touched.length > count) throw noLayout(first, count, second);
  const places = [
    ...touched,
    ...[...right.qubits.keys()].filter((qubit) => !touched.includes(qubit)),
  ];
  const guess = places.slice(0, count);
  const verdict = done({ start: guess, end: guess });
  if (verdict.verdict === 'equivalent') return { ...result, verdict };
  throw noLayout(first, count, second);
}

function inOrder(count: number): Places {
  const qubits = Array.from({ length: count }, (_, qubit) => qubit);
  return { start: qubits, end: qubits };
}

/** Qubits that the same bit is read from correspond to each other; the others in their order. */
function measuredPlaces(a: Circuit, b: Circuit, { start, end }: Places): Places {
  const read = ({ measurements }: Circuit): readonly number[] =>
    measurements.flatMap((each) => (each.kind === 'expectation' ? [] : each.qubits));
  const there = read(b);
  const place = new Map(read(a).map((qubit, k) => [qubit, there[k]!]));
  const taken = new Set(place.values());
  const free = [...b.qubits.keys()].filter((qubit) => !taken.has(qubit)).values();
  const places = end.map((qubit) => place.get(qubit) ?? free.next().value ?? -1);
  const known = places.filter((qubit) => qubit >= 0);
  return known.length === start.length ? { start: known, end: known } : { start: [], end: [] };
}

/** Where one has all bits of the other by name, these are compared: a compiled text names outcomes on the way too. */
function withSameBits(a: Side, b: Side): readonly [Side, Side] {
  const both = a.bits.filter((bit) => b.bits.includes(bit));
  if (both.length === 0 || both.length < Math.min(a.bits.length, b.bits.length)) return [a, b];
  return [reading(a, both), reading(b, both)];
}

/** The circuit with these bits as all that is drawn. */
function reading(side: Side, bits: readonly string[]): Side {
  const { measurements } = side.circuit;
  const drawn = measurements.flatMap((each) => (each.kind === 'probabilities' ? each.qubits : []));
  const qubits = bits.map((bit) => drawn[side.bits.indexOf(bit)]!);
  const others = measurements.filter(({ kind }) => kind !== 'probabilities');
  const circuit: Circuit = {
    ...side.circuit,
    measurements: [{ kind: 'probabilities', qubits }, ...others],
  };
  return { ...side, circuit, bits };
}

/** Inputs are matched by their order where no name is in both. */
function withNamesOf({ inputs }: Side, other: Side): Side {
  const isStrange = other.inputs.every((name) => !inputs.includes(name));
  return isStrange && other.inputs.length === inputs.length ? { ...other, inputs } : other;
}

function withInputs({ circuit, inputs }: Side, all: readonly string[]): Circuit {
  const places = inputs.map((name) => all.indexOf(name));
  return {
    ...circuit,
    leaves: all.map((_, node) => ({ node, element: 0 })),
    angles: circuit.angles.map(({ constant, terms }) => ({
      constant,
      terms: terms
        .map(({ leaf, coefficient }) => ({ leaf: places[leaf]!, coefficient }))
        .sort((a, b) => a.leaf - b.leaf),
    })),
  };
}

function placesOf(
  layout: NonNullable<VerifyTextsOptions['layout']>,
  { qubits, path }: Side,
): Places {
  const numbers = (names: readonly string[]): number[] =>
    names.map((name) => {
      const qubit = qubits.indexOf(name);
      if (qubit >= 0) return qubit;
      throw new UserProblem({
        code: 'argument-invalid',
        message: `\`${path}\` has no qubit \`${name}\`, which the layout names.`,
        help: `It has ${qubits.length} qubits, from \`${qubits[0] ?? ''}\` to \`${qubits.at(-1) ?? ''}\`.`,
        file: path,
      });
    });
  return { start: numbers(layout.start), end: numbers(layout.end) };
}

function otherCount(a: Side, count: number, b: Side, other: number): UserProblem {
  return new UserProblem({
    code: 'argument-invalid',
    message: `\`${a.path}\` is a circuit of ${count} qubits, and \`${b.path}\` of ${other}.`,
    help: 'Compare circuits of as many qubits, or say with `--layout` where the qubits of the first are in the second.',
    file: b.path,
  });
}

function noLayout(a: Side, count: number, b: Side): UserProblem {
  return new UserProblem({
    code: 'argument-invalid',
    message: `\`${b.path}\` does not say where the ${count} qubits of \`${a.path}\` are among its ${b.qubits.length}.`,
    help: "Say it with `--layout`, a qubit of the second file for each of the first: `--layout '$3 $5'`.",
    file: b.path,
  });
}
