import type { Entry } from './entry.ts';

/** Limits of targets, and what this version cannot do yet. */
export const targets = {
  'not-yet': {
    severity: 'error',
    title: 'Not in this version',
    messages: { default: '{what} cannot be {action} in this version of qmm.', given: '{message}' },
    explanation:
      'The language describes it, and this version does not do it yet. `qmm check` still reports sizes and parameters.',
  },
  'target-limit': {
    severity: 'error',
    title: 'Beyond the target',
    messages: { default: 'The target allows {limit}, and {found}.' },
    explanation:
      'A `require` of the target, or a limit of the device, does not hold for the compiled circuit.',
  },
  'target-cannot': {
    severity: 'error',
    title: 'Target cannot do this',
    messages: { default: '{target} has no {what}.', given: '{message}' },
    explanation: 'The device lacks an operation that the circuit uses.',
  },
  'target-needed': {
    severity: 'error',
    title: 'Target needed',
    messages: { default: '`{what}` asks for the coupling of a target, and this run has none.' },
    explanation:
      "`coupled(q)` gives the edges of the run's target: set `target:` to one with a coupling map.",
  },
} as const satisfies Record<string, Entry>;
