/** A model as large projects write them: circuits and functions of their own, many modalities, fused in pairs. */
export function longModel(lines: number): string {
  const parts: string[] = [
    '//! Generated: a long model, for measuring the compiler.',
    'use qmm 1',
    '',
  ];
  const count = Math.max(2, Math.round((lines - 62) / 24));
  for (let index = 0; index < count; index++) parts.push(circuit(index), tower(index));
  parts.push(model(count), data(count));
  return `${parts.join('\n')}\n`;
}

/** How many modalities a model has, whatever its length. */
const MODALITIES = 10;

function circuit(index: number): string {
  return `/// Rotations about two axes, then gates that couple neighbours, ${index % 3 === 0 ? 'in a ring' : 'in a chain'}.
circuit block_${index}(layers: int = ${1 + (index % 2)}) on q[n] {
  require n > 1, "a block couples qubits"
  repeat layers {
    param w: angle[n, 2]
    for k in 0..n {
      ry(w[k, 0]) q[k]
      rz(w[k, 1]) q[k]
    }
    for (a, b) in ${index % 3 === 0 ? 'ring' : 'chain'}(q) {
      param v: angle
      rzz(v) a, b
    }
  }
}
`;
}

function tower(index: number): string {
  return `/// Two layers with a shortcut around the second.
function tower_${index}(x: real[n], width: int = _): real[width] {
  param gain: real = 1
  let hidden = x |> linear(${8 + (index % 4)}) |> tanh
  let carried = hidden |> linear(${8 + (index % 4)}) |> relu
  return (hidden + gain * carried) |> linear(width)
}
`;
}

function model(count: number): string {
  const each = Array.from({ length: MODALITIES }, (_, index) => index);
  const pairs = each.slice(1).map((index) => [index - 1, index] as const);
  return `model Long {
${each.map((index) => `  modality m${index}: ${type(index)}`).join('\n')}
  label kind: class(6)

${each.map((index) => `  let x${index} = m${index} |> ${pipeline(index)} |> tower_${index % count}(6)`).join('\n')}

  register ${each.map((index) => `q${index}[3]`).join(', ')}
${each.map((index) => `  encode x${index} |> tanh into q${index} with reupload(layers: 2)`).join('\n')}
${each.map((index) => `  evolve q${index} with block_${(2 * index) % count}`).join('\n')}
${pairs.map(([a, b]) => `  fuse q${a}, q${b} with paired`).join('\n')}

${each.map((index) => `  let r${index} = expect([X(q${index}), Z(q${index})])`).join('\n')}
  readout logits = [${each.map((index) => `r${index}`).join(', ')}] |> tower_${count - 1}
  objective classify(logits, kind)
}
`;
}

function type(index: number): string {
  const types = ['real[12]', 'image(16, 16)', 'audio(8kHz, 0.5s)', 'real[24]'];
  return types[index % types.length]!;
}

function pipeline(index: number): string {
  const pipelines = ['standardise', 'pca(12)', 'mfcc(13) |> pca(8)', 'pca(10) |> standardise'];
  return pipelines[index % pipelines.length]!;
}

function data(count: number): string {
  return `data samples = synthetic("anything", samples: ${100 + count}, seed: 1)

train Long on samples {
  optimizer: adam(rate: 0.02)
  epochs: 10
  stop: patience(3)
}`;
}
