import type { WordDocs } from './word.ts';

/** What stands after a colon. */
export const typeDocs: WordDocs = {
  image: {
    usage: 'image(h, w, channels)',
    text: 'A PNG or JPEG, values from 0 to 1; without channels it is grey.',
  },
  audio: {
    usage: 'audio(8kHz, 0.5s)',
    text: 'A WAV, mono, resampled, cropped or padded to this rate and length.',
  },
  text: {
    usage: 'text(words: 12, vocabulary: 500)',
    text: 'Words as numbers; the vocabulary is of the training split.',
  },
  class: { usage: 'class("a", "b") or class(10)', text: 'One of several.' },
  word: { usage: 'word(context)', text: 'A word of a text modality’s vocabulary.' },
  real: { usage: 'real[n]', text: 'Numbers.' },
  angle: { usage: 'angle[n, 3]', text: 'Numbers in radians; as weights they start uniform.' },
  int: { usage: 'int', text: 'A whole number.' },
  bit: { usage: 'bit[n]', text: 'Zeros and ones.' },
  bool: { usage: 'bool', text: '`true` or `false`.' },
  string: { usage: 'string', text: 'A text in quotes.' },
  observable: { usage: 'observable[n]', text: 'Pauli polynomials, to be given to `expect`.' },
  pair: { usage: 'pair', text: 'A number for every two samples.' },
  qubit: { usage: 'qubit[n]', text: 'Qubits as an argument.' },
};
