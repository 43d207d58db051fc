import type { Entry } from './entry.ts';

/** Mistakes in the text itself; the parser finds them. */
export const text = {
  'unknown-character': {
    severity: 'error',
    title: 'Unknown character',
    messages: { default: '`{character}` means nothing in qmm.' },
    explanation:
      'A character stands here that no word, number or sign of the language contains. Often it came along when text was pasted from a page or a document.',
    wrong: 'let x = 3 $ 4',
    right: 'let x = 3 * 4',
  },
  unclosed: {
    severity: 'error',
    title: 'Missing closing bracket',
    messages: { default: '`{opener}` is opened here and never closed: a `{closer}` is missing.' },
    explanation:
      'Each `(`, `[`, `{` and `"` needs its partner. The opener that was left alone is shown.',
    wrong: 'readout logits = expect(Z(q) |> linear',
    right: 'readout logits = expect(Z(q)) |> linear',
  },
  'unfinished-statement': {
    severity: 'error',
    title: 'Unfinished statement',
    messages: { default: 'This {statement} is not finished: {expected} must come next.' },
    explanation:
      'The statement stops before it is complete. The first operand of an operation stands on the same line as the operation, so that half-typed text is never mistaken for something else.',
    wrong: 'encode x into q with',
    right: 'encode x into q with angle',
  },
  'foreign-sign': {
    severity: 'error',
    title: 'Sign of another language',
    messages: { default: '`{sign}` is written `{meant}` in qmm.' },
    explanation:
      'Some signs mean the same in many languages, and something else here or nothing: a power is `^`, conditions are joined by `and` and `or`, a range is `0..4`, a string has double quotes, and the mark of what may be absent stands behind the type.',
    wrong: 'let square = x ** 2',
    right: 'let square = x ^ 2',
  },
  'number-suffix': {
    severity: 'error',
    title: 'Unit apart from its number',
    messages: { default: 'A unit touches its number: write `{number}{unit}`.' },
    explanation: 'Quantities are written as one word: `8kHz`, `0.5s`, `20ms`, `90deg`.',
    wrong: 'modality ear: audio(8 kHz, 0.5s)',
    right: 'modality ear: audio(8kHz, 0.5s)',
  },
  'reserved-word': {
    severity: 'error',
    title: 'Reserved word as a name',
    label: 'a keyword',
    messages: { default: '`{word}` is a keyword and cannot name something.' },
    explanation:
      'The 41 keywords are reserved as names. They are free as argument names and setting keys, before a `:`.',
    wrong: 'let model = 3',
    right: 'let my_model = 3',
  },
  'pipe-needs-parentheses': {
    severity: 'error',
    title: 'Pipe inside an operation',
    messages: { default: '`|>` binds loosest, so this needs parentheses: write `{suggestion}`.' },
    explanation:
      'What stands right of `|>` is a call and nothing else. To go on computing with its result, put the pipe in parentheses.',
    wrong: 'readout y = x |> tanh + 1',
    right: 'readout y = (x |> tanh) + 1',
  },
  'wrong-block': {
    severity: 'error',
    title: 'Statement in the wrong block',
    label: 'not in {block}',
    messages: { default: '`{statement}` does not belong in {block}: {home}.' },
    explanation:
      'Models are declarative and have no control flow: loops, conditions and gates live in circuits; modalities, labels, readouts and objectives in models; runs, data and targets at the top of the file.',
    wrong: 'model M {\n  repeat 3 {\n    h q\n  }\n}',
    right: 'circuit thrice on q[n] {\n  repeat 3 {\n    h q\n  }\n}',
  },
} as const satisfies Record<string, Entry>;
