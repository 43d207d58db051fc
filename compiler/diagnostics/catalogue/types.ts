import type { Entry } from './entry.ts';

/** Types, sizes and rates. */
export const types = {
  'type-mismatch': {
    severity: 'error',
    title: 'Types do not match',
    label: '{found}',
    messages: {
      default: '{what} is {found}. Wanted here: {wanted}.',
      class:
        '{what} is a class, and {taker}. A class is no number: its index has no size or order; `one_hot` makes numbers of it.',
    },
    explanation:
      'Numbers convert where nothing is lost: int and bit to real, angle and real both ways, a scalar and `[1]` both ways. A class never becomes a number by itself.',
    wrong: 'objective regress(logits, digit)',
    right: 'objective classify(logits, digit)',
  },
  'size-mismatch': {
    severity: 'error',
    title: 'Sizes do not match',
    messages: {
      default: '{left}, but {right}.',
      power: '{left}, and {value} is no power of two; {next} is.',
    },
    explanation:
      'Sizes are checked across modality, pipeline, encoder, register, readout and objective. Both sides of the mismatch and their places are shown.',
    wrong: 'register q[4]\nencode eye |> pca(8) into q with angle',
    right: 'register q[4]\nencode eye |> pca(4) into q with angle',
  },
  'size-not-inferred': {
    severity: 'error',
    title: 'Size not settled',
    label: 'leaves the size open',
    messages: {
      register: 'Nothing settles how many qubits `{name}` has: {reason}.',
      argument: 'Nothing settles the `{name}` of `{callee}`: {reason}.',
    },
    explanation:
      'A size may be left out where its use settles it: a register takes it from the first sentence that uses it, a width from the class count, the encoder or the register that follows.',
    wrong: 'register q\nencode eye |> pca(8) into q with reupload',
    right: 'register q[4]\nencode eye |> pca(8) into q with reupload',
  },
  'requirement-failed': {
    severity: 'error',
    title: 'Requirement not met',
    messages: {
      default: '`{condition}` does not hold: {values}.',
      said: '{message}: `{condition}` does not hold with {values}.',
      division: '`{left} / {right}` leaves a remainder, and a size must be whole.',
    },
    explanation:
      'A `require` of the circuit, function or target that is used does not hold for these sizes. The message shows the condition with its values; the second place is where the condition stands.',
    wrong:
      'register q[1]\nencode row into q with reupload   // row: real[4], and a qubit holds three',
    right: 'register q[2]\nencode row into q with reupload',
  },
  'index-out-of-range': {
    severity: 'error',
    title: 'Index out of range',
    label: '{items} 0 to {last}',
    messages: { default: '`{what}` has {items} 0 to {last}, and {index} is asked for.' },
    explanation:
      'Indices count from 0; ranges `a..b` are half open. After `drop`, indices count the live qubits.',
    wrong: 'register q[4]\nevolve q[4] with h',
    right: 'register q[4]\nevolve q[3] with h',
  },
  'rate-mismatch': {
    severity: 'error',
    title: 'Rates do not match',
    label: 'of {found}',
    messages: { default: '{what} is a value of {found}. Wanted here: a value of {wanted}.' },
    explanation:
      'A kernel or a similarity belongs to a pair of samples; a feature belongs to one. They do not mix: kernels feed solvers and pair objectives.',
    wrong: 'readout logits = overlap(q) |> linear',
    right: 'readout guess = svm(overlap(q), digit)',
  },
  'unit-mismatch': {
    severity: 'error',
    title: 'Units do not match',
    label: '{found}',
    messages: { default: '{what} is {found}. Wanted here: {wanted}.' },
    explanation: 'Rates are in Hz or kHz, times in s, ms, us or ns, angles in radians or deg.',
    wrong: 'modality ear: audio(8ms, 0.5s)',
    right: 'modality ear: audio(8kHz, 0.5s)',
  },
  'may-be-missing': {
    severity: 'error',
    title: 'Value may be missing',
    messages: {
      default:
        '`{modality}` may be missing in a sample, and nothing says what stands in for it where it meets {others}.',
    },
    explanation:
      'A value computed from an optional modality may be missing too. `encode` skips a missing value; anywhere else say what stands in, with `else zeros(n)` or a learned `param`.',
    wrong: 'let both = [eye |> pca(2), ear |> mfcc(13) |> pca(2)]',
    right: 'let both = [eye |> pca(2), ear |> mfcc(13) |> pca(2) else zeros(2)]',
  },
  'never-missing': {
    severity: 'warning',
    title: 'Stand-in never used',
    messages: {
      default: 'This value is never missing, so what stands after `else` is never used.',
    },
    explanation:
      'Only values computed from a modality marked `?` can be missing. Either the mark was forgotten, or the stand-in can go.',
    wrong: 'modality ear: real[4]\nlet heard = ear else zeros(4)',
    right: 'modality ear: real[4]?\nlet heard = ear else zeros(4)',
  },
} as const satisfies Record<string, Entry>;
