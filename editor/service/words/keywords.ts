import type { WordDocs } from './word.ts';

/** The reserved words. */
export const keywordDocs: WordDocs = {
  use: {
    usage: 'use tower, paired as mine from "layers.qmm"',
    text: 'Takes declarations of another file, or an OpenQASM program as a circuit. `use qmm 1` on the first line pins the version of the language.',
  },
  from: {
    usage: 'use tower from "layers.qmm"',
    text: 'Before the path of the file to take from, relative to this one.',
  },
  as: {
    usage: 'use paired as mine from "layers.qmm"',
    text: 'Gives what is taken another name here.',
  },
  let: {
    usage: 'let seen = eye |> pca(8)',
    text: 'Names a value. A circuit or function that is named this way has one set of weights, shared by every use of the name.',
  },
  function: {
    usage: 'function tower(x: real[n]): real[8] { return x |> linear }',
    text: 'Tensors in, one value out. It may own qubits, which start in |0⟩ at every call.',
  },
  circuit: {
    usage: 'circuit layer(w: real[n]) on q[n] { ry(w) q }',
    text: 'A quantum procedure on wires, generic in their number. As a type, `circuit` is an argument that is one.',
  },
  model: {
    usage: 'model Iris { … }',
    text: 'Modalities, features, registers, readouts and objectives, in the order in which the data flows. A model has no loops: those are for circuits.',
  },
  data: {
    usage: 'data iris = csv("iris.csv", flower: 0..4) { split: fractions(train: 0.8, test: 0.2) }',
    text: 'Where samples come from, and how they are split.',
  },
  train: {
    usage: 'train Iris on iris { epochs: 20 }',
    text: 'A named run: a model, its data, and settings such as `optimizer`, `epochs`, `batch`, `seed`, `stop`.',
  },
  target: {
    usage: 'target fez = ibm("ibm_fez") { shots: 4096 }',
    text: 'Where a model executes, with limits that the compiler checks.',
  },
  compare: {
    usage: 'compare Iris { seeds: 5 }',
    text: 'An honest table for a run: tuned classical baselines, twins with as many weights or without entanglement, and every modality left out once.',
  },
  modality: {
    usage: 'modality ear: audio(8kHz, 0.5s)?',
    text: 'A typed input. `?` says that a sample may lack it.',
  },
  label: {
    usage: 'label digit: class(10)',
    text: 'A typed truth. Only objectives, metrics and solvers see it.',
  },
  register: {
    usage: 'register v[4], s',
    text: 'Named qubits that start in |0⟩. Without brackets the size follows from use.',
  },
  encode: {
    usage: 'encode seen into v with angle',
    text: 'Puts features into registers by a circuit whose leading arguments they are. Where the value is missing in a sample it does nothing.',
  },
  into: {
    usage: 'encode seen into v with angle',
    text: 'Before the registers that take the features.',
  },
  with: {
    usage: 'evolve q with strongly_entangling(layers: 2)',
    text: 'Before the circuit that is applied.',
  },
  fuse: {
    usage: 'fuse v, s with paired',
    text: 'Applies a circuit to registers that together carry two or more modalities.',
  },
  evolve: {
    usage: 'evolve q with strongly_entangling',
    text: 'Applies a circuit to registers that carry at most one modality.',
  },
  readout: {
    usage: 'readout logits = expect(Z(q)) |> linear',
    text: 'A named output of the model, of the state where it is written.',
  },
  objective: {
    usage: 'objective classify(logits, digit)',
    text: 'A number that training makes small; several have names.',
  },
  metric: {
    usage: 'metric hits = accuracy(logits, digit)',
    text: 'A number to report beside the loss.',
  },
  param: {
    usage: 'param w: angle[n, 3]',
    text: 'Trainable numbers, made anew each time the statement is reached: inside loops once for each pass. `angle` starts uniform, `real` normal(0, 0.1), or as given after `=`.',
  },
  fit: {
    usage: 'fit centre = average(x)',
    text: 'A statistic over the training split, computed once before training.',
  },
  on: {
    usage: 'circuit layer on q[n]',
    text: 'Before the wires of a circuit, or the data of a run.',
  },
  for: {
    usage: 'for (a, b) in ring(q) { cz a, b }',
    text: 'Repeats its block over qubits, a tensor, a range or an index set such as `chain`, `ring`, `pairs`, `cross`. A `param` inside is new in each pass.',
  },
  in: { usage: 'for k in q { … }', text: 'Before what a loop runs over.' },
  repeat: { usage: 'repeat layers { … }', text: 'Repeats its block where no index is needed.' },
  if: {
    usage: 'if n > 1 { … } else { … }',
    text: 'Decided by the compiler on sizes; on a measured bit it makes a dynamic circuit.',
  },
  else: {
    usage: 'face |> pca(3) else context',
    text: 'What stands in where a value may be missing; after `if`, the other block.',
  },
  control: {
    usage: 'control c { x q }',
    text: 'Does its block only where the qubit is |1⟩. Unitary statements only.',
  },
  inverse: {
    usage: 'inverse { u q }',
    text: 'Undoes its block: backwards, each gate inverted. Unitary statements only.',
  },
  require: {
    usage: 'require m <= 3 * n, "three features per qubit"',
    text: 'A condition that the compiler proves, or the program is refused with both sides and the message.',
  },
  return: { usage: 'return w @ x + b', text: 'The value of a function.' },
  by: { usage: '0..n by 2', text: 'The step of a range.' },
  stage: {
    usage: 'stage warm { freeze: tower }',
    text: 'A part of a training with settings of its own.',
  },
  and: { usage: 'a and b', text: 'Both are true.' },
  or: { usage: 'a or b', text: 'At least one is true.' },
  not: { usage: 'not a', text: 'Is false.' },
  true: { usage: 'true', text: 'The truth value.' },
  false: { usage: 'false', text: 'The truth value.' },
};
