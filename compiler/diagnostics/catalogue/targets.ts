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
  'global-cost': {
    severity: 'warning',
    title: 'Barren plateau ahead',
    messages: {
      default:
        'This objective reads {qubits} qubits at once; such gradients vanish exponentially with their number.',
    },
    explanation:
      'A cost made of global observables, or of the probabilities of many qubits together, has gradients that vanish exponentially in the number of qubits (Cerezo et al. 2021). Observables on few qubits train.',
    wrong: 'readout chance = probs(q)   // q[10]',
    right: 'readout logits = expect(Z(q)) |> linear',
  },
  'dead-parameter': {
    severity: 'warning',
    title: 'Weights that do nothing',
    messages: { default: 'No objective depends on {count} of the {total} numbers of `{name}`.' },
    explanation:
      'The numbers lie outside the light cone of everything the objectives read, so their gradient is always zero.',
  },
  'deep-preparation': {
    severity: 'warning',
    title: 'Deep state preparation',
    messages: {
      default:
        'Preparing {amplitudes} amplitudes takes a device a circuit of depth about {amplitudes}.',
    },
    explanation:
      'A simulator loads amplitudes for nothing; a device needs about 2^n gates to prepare n qubits in an arbitrary state.',
  },
  'fusion-without-entanglement': {
    severity: 'warning',
    title: 'Fusion without entanglement',
    messages: { default: 'No gate of this `fuse` brings {sources} together.' },
    explanation: 'Without a two-qubit gate between them, the modalities stay apart.',
  },
  'idle-qubit': {
    severity: 'warning',
    title: 'Idle qubit',
    messages: { default: 'No gate ever acts on {which} of `{name}`.' },
    explanation: 'A qubit that no gate touches costs memory and tells nothing.',
  },
} as const satisfies Record<string, Entry>;
