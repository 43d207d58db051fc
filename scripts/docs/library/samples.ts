import {
  call,
  encoder,
  layer,
  loss,
  onRegisters,
  reader,
  reading,
  views,
  type Sample,
} from './sample.ts';

/** A model around each item of the library, by its name. */
export const samples: Readonly<Record<string, Sample>> = {
  // encoders
  angle: encoder('angle', 3, 3),
  dense_angle: encoder('dense_angle', 6, 3),
  tilted: encoder('tilted', 3, 3),
  basis: {
    text: `model Sample {
  modality x: bit[3]
  register q[3]
  encode x into q with basis
  readout y = expect(product(Z(q)))
}
`,
    sizes: { n: 3 },
  },
  amplitude: encoder('amplitude', 8, 3),
  iqp: encoder('iqp(layers: 1)', 3, 3),
  zz: encoder('zz(layers: 1)', 3, 3),
  z_map: encoder('z_map(layers: 1)', 3, 3),
  pauli_map: encoder('pauli_map(couple: ryy, layers: 1)', 3, 3),
  chebyshev: encoder('chebyshev(degree: 2)', 3, 3),
  chebyshev_tower: encoder('chebyshev_tower', 1, 3),
  exponential: encoder('exponential', 1, 3),
  hubregtsen: encoder('hubregtsen', 3, 4),
  quanvolution: call('picture |> quanvolution'),
  read_patch: call('x |> read_patch'),
  qaoa: encoder('qaoa', 3, 3),
  reupload: encoder('reupload', 9, 3),
  joint: {
    text: `model Sample {
  modality x: real[2]
  modality y: real[1]
  register a[2], b[1]
  encode x, y into a, b with joint(degree: 1)
  readout z = expect(product(Z([a, b])))
}
`,
    sizes: { n: 2, m: 1, degree: 1 },
  },
  bag: reader('bag', 3),
  sequence: reader('sequence', 3),
  tree: reader('tree', 4),
  // blocks
  su4: onRegisters('su4', 'a[1], b[1]'),
  so4: onRegisters('so4', 'a[1], b[1]'),
  turn_block: onRegisters('turn_block', 'a[1], b[1]'),
  exchange: onRegisters('exchange', 'a[1], b[1]'),
  canonical: onRegisters('canonical', 'a[1], b[1]'),
  pool_into: onRegisters('pool_into', 'away[1], kept[1]'),
  // layers
  rot: encoder('rot', 3, 1),
  strongly_entangling: layer('strongly_entangling(layers: 2)', 4, { layers: 2 }),
  efficient_su2: layer('efficient_su2'),
  basic_entangling: layer('basic_entangling'),
  real_amplitudes: layer('real_amplitudes'),
  two_local: layer('two_local(turn: rx, couple: cz)'),
  hardware_efficient: layer('hardware_efficient'),
  simplified_two_design: layer('simplified_two_design'),
  brickwork: layer('brickwork'),
  sim4: layer('sim4'),
  sim14: layer('sim14'),
  sim15: layer('sim15'),
  iqp_layers: layer('iqp_layers'),
  ising_layers: layer('ising_layers'),
  symmetric: layer('symmetric', 3),
  excitation_preserving: layer('excitation_preserving'),
  // fusion
  paired: onRegisters('paired', 'a[2], b[2]', { n: 2 }),
  crossed: onRegisters('crossed', 'a[2], b[2]', { n: 2, m: 2 }),
  ringed: onRegisters('ringed', 'a[2], b[2]', { n: 2 }),
  all_to_all: layer('all_to_all'),
  conditioned: onRegisters('conditioned', 'a[2], b[2]', { n: 2 }),
  triple: onRegisters('triple', 'a[1], b[1], c[1]', { n: 1 }),
  native: {
    text: `model Sample {
  modality x: real[4]
  label t: real
  register q[4]
  encode x into q with angle
  evolve q with native
  readout y = expect(product(Z(q)))
  objective regress(y, t)
}
data points = synthetic("anything", samples: 10)
target chip = simulator {
  coupling: device("ring:4")
}
train Sample on points {
  target: chip
}
`,
    sizes: { n: 4, layers: 1, edges: 4 },
  },
  mps: layer('mps'),
  ttn: layer('ttn'),
  mera: layer('mera'),
  convolution: layer('convolution'),
  pooling: layer('pooling'),
  qcnn: layer('qcnn'),
  steered: onRegisters('steered', 'c[1], q[3]', { n: 3 }),
  undo: layer('undo(strongly_entangling)', 3),
  swap_test: onRegisters('swap_test', 'c[1], a[2], b[2]', { n: 2 }),
  bell_basis: onRegisters('bell_basis', 'a[2], b[2]', { n: 2 }),
  // readouts
  expect: reading('expect(Z(a) * X(b))'),
  probs: reading('probs(a)'),
  purity: reading('purity(a)'),
  entropy: reading('entropy(a)'),
  information: reading('information(a, b)'),
  fidelity: reading('fidelity(a, b)'),
  chances: reading('chances(a)'),
  xyz: reading('xyz(a)'),
  neighbours: reading('neighbours([a, b])'),
  correlators: reading('correlators(a, b)'),
  covariance: reading('covariance(a, b)'),
  local_and_pairs: reading('local_and_pairs([a, b])'),
  parity: reading('expect(parity([a, b]))'),
  bell_overlap: reading('bell_overlap(a, b)'),
  meyer_wallach: reading('meyer_wallach([a, b])'),
  linear_entropy: reading('linear_entropy(a)'),
  ising_energy: reading('ising_energy([a, b])'),
  // functions
  linear: call('x |> linear(3)', { n: 4, width: 3 }),
  mlp: call('x |> mlp(5, 2)', { n: 4, hidden: 5, width: 2 }),
  standardise: call('x |> standardise'),
  scale: call('x |> scale(-pi, pi)'),
  scale_all: call('x |> scale_all(0, 1)'),
  pca: call('picture |> pca(3)'),
  residual: call('x |> residual(linear(_, 4))'),
  attend: call('attend(y, t)'),
  attentive: call('t |> attentive', { d: 2 }),
  layer_norm: call('x |> layer_norm', { n: 4 }),
  late: call('late(x[0..2], y)'),
  averaged: call('averaged(x[0..2], y)'),
  gated: call('gated(x, y, width: 3)', { n: 4, m: 2, width: 3 }),
  low_rank: call('low_rank(x, y, rank: 2, width: 3)', { n: 4, m: 2, rank: 2, width: 3 }),
  tfidf: call('words |> tfidf'),
  lsa: call('x |> lsa(2)'),
  conv: call('picture |> conv(2, 3)', { c: 1, channels: 2, size: 3 }),
  conv_series: call('t |> conv_series(2, 2)', { n: 2, channels: 2, size: 2 }),
  filters: call('picture |> unfold(2) |> filters(3, area: 4)', { k: 4, channels: 3 }),
  gru: call('t |> gru(2)', { n: 2, width: 2 }),
  gru_cell: call('y |> gru_cell(x)', { n: 4, w: 2 }),
  embedding: call('words |> embedding(2)', { v: 5, width: 2 }),
  kernel_product: views('kernel_product'),
  blend: views('blend', { v: 2 }),
  // objectives
  classify: loss('classify(logits, c)'),
  regress: loss('regress(logits, t)'),
  compress: loss('compress(q)'),
  absolute: loss('absolute(logits, t)'),
  fidelity_loss: {
    text: `model Sample {
  modality x: real[3]
  label kind: class(3)
  register q[1]
  encode x into q with reupload
  readout closeness = state_fidelity(q, classes: 3)
  objective fidelity_loss(closeness, kind)
}
`,
    sizes: { k: 3 },
  },
  brier: loss('brier(logits, c)'),
  focal: loss('focal(logits, c)'),
  smoothed: loss('smoothed(logits, c)'),
};
