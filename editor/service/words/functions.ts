import type { IntrinsicName } from '../../../compiler/index.ts';
import type { WordDoc, WordDocs } from './word.ts';

const loss = (usage: string, text: string) => ({ usage: `objective ${usage}`, text });
const metric = (usage: string, text: string) => ({ usage: `metric m = ${usage}`, text });
const each = (name: string, text: string) => ({ usage: `x |> ${name}`, text });

const docs = {
  // Pictures, sound, text
  grey: { usage: 'picture |> grey', text: 'Colours to one channel: real[h, w].' },
  resize: {
    usage: 'picture |> resize(h, w)',
    text: 'Another resolution, averaged or interpolated.',
  },
  patches: {
    usage: 'picture |> patches(h, w): real[p, h*w*c]',
    text: 'Cuts a picture into tiles, row by row.',
  },
  stft: {
    usage: 'sound |> stft(bins, frames: 16): real[t, bins]',
    text: 'Magnitudes of the short-time Fourier transform.',
  },
  mel: {
    usage: 'sound |> mel(n, frames: 16): real[t, n]',
    text: 'Energies in n bands of the mel scale.',
  },
  mfcc: {
    usage: 'sound |> mfcc(n, segments: 1): real[t, n]',
    text: 'Mel-frequency cepstral coefficients, averaged over each segment.',
  },
  word_counts: {
    usage: 'words |> word_counts: real[v]',
    text: 'How often each word of the vocabulary occurs.',
  },
  hash: {
    usage: 'words |> hash(n): real[n]',
    text: 'Words counted in n buckets by a fixed hash, signed.',
  },
  one_hot: { usage: 'x |> one_hot: real[k]', text: 'One at the class, zero elsewhere.' },
  // Tensors
  flatten: { usage: 'x |> flatten', text: 'One axis, in row-major order.' },
  reshape: { usage: 'x |> reshape(a, b)', text: 'The same elements in another shape.' },
  transpose: { usage: 'm |> transpose', text: 'Exchanges the two axes of a matrix.' },
  stack: { usage: 'stack(a, b)', text: 'Joins along a new first axis.' },
  unfold: {
    usage: 'picture |> unfold(size, stride: 1, padding: 0, axes: 2)',
    text: 'Windows that overlap: real[h, w, c] to real[h’, w’, size·size·c]; of a series with `axes: 1`, real[t, n] to real[t’, size·n].',
  },
  pad: { usage: 'pad(x, n)', text: 'Zeros at the end, up to n entries.' },
  clip: { usage: 'clip(x, low, high)', text: 'Keeps each entry between two bounds.' },
  unit: each('unit', 'Divided by its Euclidean norm.'),
  sum: { usage: 'sum(x, axis: 0)', text: 'Over one axis, or over all.' },
  mean: { usage: 'mean(x, axis: 0)', text: 'Over one axis, or over all.' },
  max: { usage: 'max(x, axis: 0)', text: 'Over one axis, or over all.' },
  min: { usage: 'min(x, axis: 0)', text: 'Over one axis, or over all.' },
  product: { usage: 'product(x)', text: 'All entries multiplied; of numbers or of observables.' },
  softmax: each('softmax', 'Positive entries with sum one, over the last axis.'),
  log_sum_exp: {
    usage: 'log_sum_exp(x)',
    text: 'log(sum(exp(x))) over the last axis, without overflow.',
  },
  tanh: each('tanh', 'Hyperbolic tangent, entry by entry.'),
  relu: each('relu', 'max(0, x), entry by entry.'),
  sigmoid: each('sigmoid', '1 / (1 + exp(-x)), entry by entry.'),
  exp: each('exp', 'Entry by entry.'),
  log: each('log', 'Natural logarithm, entry by entry.'),
  sqrt: each('sqrt', 'Entry by entry.'),
  abs: each('abs', 'Entry by entry.'),
  sin: each('sin', 'Entry by entry.'),
  cos: each('cos', 'Entry by entry.'),
  acos: each('acos', 'Arc cosine, entry by entry.'),
  zeros: { usage: 'zeros(n, m)', text: 'A tensor of zeros.' },
  ones: { usage: 'ones(n, m)', text: 'A tensor of ones.' },
  draw: { usage: 'draw(n, low: -1, high: 1)', text: 'Random numbers, fresh for each sample.' },
  map: {
    usage: 'x |> map(f)',
    text: 'The function on each entry of the first axis, with one set of weights.',
  },
  fold: {
    usage: 'x |> fold(start, f)',
    text: 'Entries of the first axis taken up one after another, with one set of weights.',
  },
  pi: { usage: 'pi', text: 'π, kept exact.' },
  normal: { usage: 'param w: real[n] = normal(0, 0.1)', text: 'Start values: mean and deviation.' },
  uniform: {
    usage: 'param w: angle[n] = uniform(-pi, pi)',
    text: 'Start values between two bounds.',
  },
  glorot: {
    usage: 'param w: real[m, n] = glorot()',
    text: 'Start values of a matrix, uniform in ±√(6 / (m + n)) (Glorot and Bengio 2010).',
  },
  // Qubits
  X: {
    usage: 'X(q): observable[n]',
    text: 'Pauli X of each qubit. Observables can be multiplied, added and scaled.',
  },
  Y: {
    usage: 'Y(q): observable[n]',
    text: 'Pauli Y of each qubit. Observables can be multiplied, added and scaled.',
  },
  Z: {
    usage: 'Z(q): observable[n]',
    text: 'Pauli Z of each qubit. Observables can be multiplied, added and scaled.',
  },
  expect: {
    usage: 'expect(Z(q)): real[n]',
    text: 'Expectation values of observables, in the state where it is written.',
  },
  variance: { usage: 'variance(Z(q)): real[n]', text: '<O²> - <O>² of each observable.' },
  probs: {
    usage: 'probs(q): real[2^n]',
    text: 'Probabilities of all bit strings; the first qubit is the most significant digit.',
  },
  sample: {
    usage: 'sample(q): bit[n]',
    text: 'A bit string measured once, drawn anew for each sample. Two of them are two measurements: bits that belong together are drawn together.',
  },
  state_fidelity: {
    usage: 'state_fidelity(q, classes: k): real[k]',
    text: 'Fidelities of one qubit with the k states that lie farthest apart, for 2, 3, 4 or 6 classes.',
  },
  fidelity: {
    usage: 'fidelity(a, b)',
    text: 'Tr(ρa ρb) of two registers’ reduced states: their fidelity where one is pure (Jozsa 1994), less where both are mixed.',
  },
  entropy: { usage: 'entropy(q)', text: 'Von Neumann entropy of a register’s reduced state.' },
  information: { usage: 'information(a, b)', text: 'Mutual information of two registers.' },
  purity: { usage: 'purity(q)', text: 'Trace of the squared reduced state.' },
  measure: {
    usage: 'let m = measure(q)',
    text: 'Measures qubits inside a circuit: a bit for each, `m[0]`. A bit decides an `if`; `not`, `and`, `or` and `==` join several.',
  },
  // Pairs of samples
  overlap: {
    usage: 'overlap(q): pair, overlap(a, b): pair',
    text: 'Trace of the product of two samples’ states: their fidelity where one is pure. With two registers, `a` of one sample and `b` of the other.',
  },
  cosine: {
    usage: 'cosine(x, y): pair',
    text: 'Cosine of the angle between two samples’ features.',
  },
  rbf: {
    usage: 'rbf(x, gamma: 1): pair',
    text: 'exp(-gamma · distance²) of two samples’ features. `gamma` may be a weight; by default one over the number of features.',
  },
  across: {
    usage: 'across(score, modality): pair',
    text: 'A score of two samples: that modality from one, the rest from the other. Runs the model once for each pair.',
  },
  // Statistics of the training split
  average: { usage: 'fit m = average(x)', text: 'Mean over the training split.' },
  deviation: { usage: 'fit s = deviation(x)', text: 'Standard deviation over the training split.' },
  lowest: { usage: 'fit low = lowest(x)', text: 'Least value over the training split.' },
  highest: { usage: 'fit high = highest(x)', text: 'Greatest value over the training split.' },
  quantile: { usage: 'fit q = quantile(x, 0.9)', text: 'Quantile over the training split.' },
  principal_axes: {
    usage: 'fit axes = principal_axes(x, n)',
    text: 'Directions of greatest variance over the training split.',
  },
  latent_axes: {
    usage: 'fit axes = latent_axes(x, n)',
    text: 'As `principal_axes`, of data that is not centred (LSA).',
  },
  inverse_document_frequency: {
    usage: 'fit idf = inverse_document_frequency(counts)',
    text: 'ln((1 + N) / (1 + df)) + 1 of each word.',
  },
  // Solvers
  svm: {
    usage: 'readout guess = svm(kernel, truth, c: 1)',
    text: 'A support vector machine on a kernel, one machine for each two classes.',
  },
  ridge: {
    usage: 'readout guess = ridge(x, truth, penalty: 1)',
    text: 'Ridge regression on features, or kernel ridge regression on a kernel.',
  },
  logistic: {
    usage: 'readout guess = logistic(x, truth, c: 1)',
    text: 'Multinomial logistic regression on features.',
  },
  spectral: {
    usage: 'readout group = spectral(kernel, groups)',
    text: 'Spectral clustering on a kernel; a new sample joins by the Nyström extension.',
  },
  kmeans: {
    usage: 'readout group = kmeans(x, groups)',
    text: 'Groups of features around their means.',
  },
  kernel_pca: {
    usage: 'kernel_pca(kernel, n)',
    text: 'Coordinates along the principal components in the kernel’s space.',
  },
  // Objectives
  binary: loss('binary(logit, truth)', 'Cross-entropy of two classes from one number.'),
  hinge: loss(
    'hinge(score, truth)',
    'max(0, 1 - score) of the second of two classes, max(0, 1 + score) of the first.',
  ),
  huber: loss('huber(guess, truth, delta: 1)', 'Square of small errors, linear in large ones.'),
  contrast: loss(
    'contrast(likeness, temperature: 0.07)',
    'InfoNCE in both directions: a sample’s own partner against all others of the batch. With `truth:`, partners are the samples of its class (supervised contrastive). The temperature may be a weight.',
  ),
  triplet: loss(
    'triplet(likeness, margin: 0.2)',
    'The hardest right partner of the batch more alike than the hardest wrong one, by a margin. With `truth:`, right are the samples of its class.',
  ),
  alignment: loss(
    'alignment(kernel, truth)',
    'One minus the alignment of the kernel with the ideal one of the classes, over the pairs of the batch.',
  ),
  mmd: loss(
    'mmd(drawn, truth, given: prompt, bandwidths: [0.25, 4])',
    'Squared maximum mean discrepancy of the distribution that `sample` draws from and the true one, for the same values of what is given: exact, nothing is sampled. Kernel: mean of Gaussians of the Hamming distance with these variances (by default 0.25, n/4 and n for n bits). Reports `mmd` (zero where the distributions agree), `total_variation`, and `validity`: how likely a drawing is one that the samples pair with the same values.',
  ),
  divergence: loss(
    'divergence(drawn, truth, given: prompt)',
    'Negative logarithm of the probability that `sample` draws the truth, in nats: the Kullback-Leibler divergence and the entropy of the truth. Reports `divergence` without that entropy, `total_variation` and `validity`, as `mmd` does. Hard to train from a random start beyond a few qubits; `mmd` is not.',
  ),
  // Metrics
  accuracy: metric('accuracy(guess, truth)', 'Share of right answers.'),
  f1: metric(
    'f1(guess, truth)',
    'Harmonic mean of precision and recall, averaged over the classes.',
  ),
  confusion: metric(
    'confusion(guess, truth)',
    'Counts by truth and answer: what `eval` and the report show.',
  ),
  recall: metric(
    'recall(likeness, at: 5)',
    'Share of samples whose own partner is among the most alike, in a gallery of up to 1024 samples.',
  ),
  rand_index: metric(
    'rand_index(group, truth)',
    'Agreement of a clustering with the truth, adjusted for chance.',
  ),
  correlation: metric('correlation(guess, truth)', 'Pearson’s.'),
  concordance: metric('concordance(guess, truth)', 'Lin’s concordance correlation coefficient.'),
  perplexity: metric('perplexity(logits, truth)', 'exp of the mean cross-entropy.'),
  // Index sets
  chain: { usage: 'for (a, b) in chain(q)', text: '0-1, 1-2, 2-3, …' },
  ring: { usage: 'for (a, b) in ring(q)', text: 'A chain that closes; a chain for two.' },
  pairs: { usage: 'for (a, b) in pairs(q)', text: 'Each with each.' },
  couples: { usage: 'for (a, b) in couples(q)', text: '0-1, 2-3, 4-5, …' },
  brick: { usage: 'for (a, b) in brick(q)', text: 'Couples, then shifted couples.' },
  cross: { usage: 'for (a, b) in cross(a, b)', text: 'Each of one with each of the other.' },
  zip: { usage: 'for (a, b) in zip(x, q)', text: 'Side by side.' },
  enumerate: { usage: 'for (i, k) in enumerate(q)', text: 'With its number, from 0.' },
  coupled: {
    usage: 'for (a, b) in coupled(q)',
    text: 'The edges that the run’s target offers, in layers of edges that share no qubit.',
  },
} satisfies Record<IntrinsicName | 'pi' | 'normal' | 'uniform' | 'glorot', WordDoc>;

/** Functions, index sets and numbers that the compiler knows: one that is missing does not compile. */
export const functionDocs: WordDocs = docs;
