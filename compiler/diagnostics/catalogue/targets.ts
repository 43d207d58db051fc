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
      'A `require` of the target, or a limit of the device, does not hold for the compiled circuit: too deep, too wide, too many two-qubit gates. The message says by how much, and which sentence pays most.',
    wrong: 'target small = device("linear:4")   // the model has 8 qubits',
    right: 'target small = device("linear:8")',
  },
  'target-cannot': {
    severity: 'error',
    title: 'Target cannot do this',
    messages: { default: '{target} has no {what}.', given: '{message}' },
    explanation:
      'The device lacks an operation that the circuit uses: a reset, a condition on a measured bit, a gate. Another target may have it, or the model may do without.',
  },
  'target-needed': {
    severity: 'error',
    title: 'Target needed',
    messages: { default: '`{what}` asks for the coupling of a target, and this run has none.' },
    explanation:
      "`coupled(q)` gives the edges of the run's target: set `target:` to one with a coupling map.",
    wrong: 'train M on d',
    right:
      'target line = simulator {\n  coupling: device("linear:8")\n}\ntrain M on d {\n  target: line\n}',
  },
  'coupling-changed': {
    severity: 'error',
    title: 'Trained for other edges',
    messages: { given: '{message}' },
    explanation:
      'A circuit with `coupled(q)` is wired as its target is, and a run remembers the edges it was trained for. Weights of one wiring mean nothing in another: give both runs the same coupling, or train from the beginning.',
    wrong:
      'train clean = M on d {\n  target: line   // coupling: device("linear:4")\n}\ntrain later = M on d {\n  start: clean\n  target: star   // coupling: device("fez")\n}',
    right: 'train later = M on d {\n  start: clean\n  target: line\n}',
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
      'The numbers lie outside the light cone of everything the objectives read, so their gradient is always zero. Read more qubits, entangle what is read with the rest, or leave the weights out.',
    wrong:
      'evolve q with strongly_entangling\nobjective classify(expect(Z(v)) |> linear, kind)   // q is not read',
    right: 'objective classify(expect(Z([q, v])) |> linear, kind)',
  },
  'deep-preparation': {
    severity: 'warning',
    title: 'Deep state preparation',
    messages: {
      default:
        'Preparing {amplitudes} amplitudes takes a device a circuit of depth about {amplitudes}.',
    },
    explanation:
      'A simulator loads amplitudes for nothing; a device needs about 2^n gates to prepare n qubits in an arbitrary state. Angles take a circuit of depth one for as many features as there are qubits.',
    wrong: 'encode picture |> flatten |> unit into q with amplitude',
    right: 'encode picture |> pca(8) |> scale(0, pi) into q with angle',
  },
  'fusion-without-entanglement': {
    severity: 'warning',
    title: 'Fusion without entanglement',
    messages: { default: 'No gate of this `fuse` brings {sources} together.' },
    explanation:
      'Without a two-qubit gate between them the modalities stay apart, and what a readout of each tells can only be added up. It may be meant; then write `evolve` for each.',
    wrong: 'fuse [v, s] with h   // no gate meets two qubits',
    right: 'fuse v, s with paired',
  },
  'blind-encoder': {
    severity: 'warning',
    title: 'Blind encoder',
    messages: {
      unseen:
        '{numbers} encoded here {change} nothing that is read: they only turn phases that no later gate brings to light.',
      turns:
        'Values from {low} to {high} are encoded here by gates that are the same again {period} further on, so that different values give the same state.',
    },
    explanation:
      'Samples that an encoder maps to the same state, up to a phase of the whole state, can never be told apart. A phase of a qubit in |0> does nothing: put `h` in front of it (`tilted`, `iqp`) or turn about another axis. Phases behind which qubits are only read in the Z basis do nothing: let a layer follow. A rotation is the same again after a whole turn: scale features to less than that.',
    wrong: 'encode x |> scale(0, pi) into q with angle(gate: rz)',
    right: 'encode x |> scale(0, pi) into q with angle(gate: ry)',
  },
  'idle-qubit': {
    severity: 'warning',
    title: 'Idle qubit',
    messages: { default: 'No gate ever acts on {which} of `{name}`.' },
    explanation:
      'A qubit that no gate touches costs memory and tells nothing: |0> reads as 1. The register is larger than what is encoded into it, or a sentence is missing.',
    wrong: 'register q[4]\nencode x into q[0..3] with angle',
    right: 'register q[3]\nencode x into q with angle',
  },
} as const satisfies Record<string, Entry>;
