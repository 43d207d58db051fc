/** Texts of models, each with what the emitted module has to say in a way of its own. */
export const MODULE_TEXTS = {
  'a fold over a series': `
/// Reads a series step by step.
model Recurrent {
  /// Three steps of two numbers.
  modality load: real[3, 2]
  label tomorrow: real
  let memory = load |> gru(2)
  /// What comes next.
  readout guess = memory |> linear
  objective regress(guess, tomorrow)
}`,
  'a map over words, some of them absent': `
function word_state(word: real[3]): real[2] {
  register q[2]
  encode word |> linear(2) into q with angle
  return expect(Z(q))
}
model Texts {
  modality note: text(4, vocabulary: 5)
  label kind: class("good", "bad")
  let states = embedding(note, 3) |> map(word_state)
  readout logits = mean(states, axis: 0) |> linear
  objective classify(logits, kind)
}`,
  'a kernel that is trained, and a solver of it': `
model Kernels {
  modality flower: real[3]
  label kind: class("a", "b")
  register a, b
  encode flower into a with angle
  encode flower into b with iqp
  let similarity = blend([overlap(a), overlap(b), rbf(flower, gamma: 0.5)])
  objective alignment(similarity, kind)
  readout guess = svm(similarity, kind, c: 1.0)
}`,
  'solvers of a kernel and of features': `
model Clusters {
  modality flower: real[3]
  register q
  encode flower into q with angle
  readout group = spectral(overlap(q), groups: 2)
  readout nearest = kmeans(expect(Z(q)), groups: 2)
  readout place = kernel_pca(overlap(q), 2)
}`,
  'a likeness of two modalities': `
model Retrieval {
  modality picture: real[2]
  modality sound: real[3]
  register v[2], s[2]
  encode picture into v with angle
  encode sound |> linear(2) into s with angle
  evolve v with strongly_entangling(layers: 1)
  readout likeness = overlap(v, s)
  objective contrast(likeness, temperature: 0.1)
}`,
  'an optional modality': `
model Both {
  modality eye: real[2]
  modality ear: real[2]?
  label digit: class(3)
  register v[2], s[2]
  encode eye into v with angle
  encode ear into s with reupload(layers: 1)
  fuse v, s with paired(layers: 1)
  readout logits = expect(Z([v, s])) |> linear
  objective classify(logits, digit)
}`,
} as const;

/** With data and a training of their own. */
export function trainedText(model: string): string {
  const name = /model (\w+)/.exec(model)![1]!;
  return `${model}\ndata d = jsonl("d.jsonl")\ntrain ${name} on d { epochs: 2  batch: 5 }\n`;
}
