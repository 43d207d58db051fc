import type { Entry } from './entry.ts';

/** Imported and compiled OpenQASM. */
export const openqasm = {
  'openqasm-syntax': {
    severity: 'error',
    title: 'Unreadable OpenQASM',
    messages: {
      default: 'OpenQASM expects {expected} here, not {found}.',
      character: '`{character}` means nothing in OpenQASM.',
      nesting: 'There are more than {what} here.',
    },
    explanation:
      'The text of an OpenQASM 2 or 3 program stops making sense at this place. Its first line tells the version: words such as `angle` and `input` are plain names in version 2.',
    wrong: 'OPENQASM 3.0;\nqubit q\nh q;',
    right: 'OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit q;\nh q;',
  },
  'openqasm-unsupported': {
    severity: 'error',
    title: 'OpenQASM beyond circuits',
    messages: { default: '{construct} cannot be compiled: {reason}.' },
    explanation:
      'Of OpenQASM, what describes a circuit is read: registers, gate definitions and calls with `ctrl`, `negctrl`, `inv` and whole `pow`, loops over constants, inputs, barriers, resets and measurements. Classical computing while the circuit runs, timing and pulses are no part of it.',
    wrong: 'OPENQASM 3.0;\nqubit q;\nwhile (true) { U(0, 0, 1) q; }',
    right: 'OPENQASM 3.0;\nqubit q;\nfor int k in [0:3] { U(0, 0, 1) q; }',
  },
} as const satisfies Record<string, Entry>;
