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
  'coupling-changed': {
    severity: 'error',
    title: 'Trained for other edges',
    messages: given(),
    explanation:
      'The checkpoint remembers the coupling edges it was trained with, and this target has others.',
  },
  'global-cost': {
    severity: 'warning',
    title: 'Barren plateau ahead',
    messages: {
      default:
        'This objective reads all {qubits} qubits at once; its gradient vanishes with their number.',
    },
    explanation:
      'A cost of global observables has exponentially small gradients (Cerezo et al. 2021). Local observables train.',
  },
  'fusion-without-entanglement': {
    severity: 'warning',
    title: 'Fusion without entanglement',
    messages: { default: 'No gate of this `fuse` connects {left} with {right}.' },
    explanation: 'Without a two-qubit gate between them, the modalities stay apart.',
  },
  'idle-qubit': {
    severity: 'warning',
    title: 'Idle qubit',
    messages: { default: '`{name}` is never touched by a gate.' },
    explanation: 'A qubit that no gate touches costs memory and tells nothing.',
  },
} as const satisfies Record<string, Entry>;

function given(): { readonly given: '{message}' } {
  return { given: '{message}' };
}
