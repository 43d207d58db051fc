import type { IntrinsicName } from '../../../compiler/index.ts';

/** Intrinsic functions by what they are about, in the order of a model. A test holds that none is missing or twice. */
export const functionGroups: readonly {
  readonly title: string;
  readonly about: string;
  readonly names: readonly IntrinsicName[];
}[] = [
  {
    title: 'Pictures, sound, text',
    about: 'Fixed transforms of a modality. They are computed once per sample, before training.',
    names: ['grey', 'resize', 'patches', 'stft', 'mel', 'mfcc', 'word_counts', 'hash', 'one_hot'],
  },
  {
    title: 'Tensors',
    about: 'Entry by entry, along an axis, or from one shape to another.',
    names: [
      'flatten',
      'reshape',
      'transpose',
      'stack',
      'unfold',
      'pad',
      'clip',
      'unit',
      'sum',
      'mean',
      'max',
      'min',
      'product',
      'softmax',
      'log_sum_exp',
      'tanh',
      'relu',
      'sigmoid',
      'exp',
      'log',
      'sqrt',
      'abs',
      'sin',
      'cos',
      'acos',
      'zeros',
      'ones',
      'draw',
      'map',
      'fold',
    ],
  },
  {
    title: 'Qubits',
    about: 'Each sees the state where it is written.',
    names: [
      'X',
      'Y',
      'Z',
      'expect',
      'variance',
      'probs',
      'sample',
      'state_fidelity',
      'fidelity',
      'entropy',
      'information',
      'purity',
      'measure',
    ],
  },
  {
    title: 'Pairs of samples',
    about:
      'Kernels and similarities: values of rate `pair`. Their sums and products are kernels too. Objectives over pairs (`contrast`, `triplet`, `alignment`) see the pairs of a batch, solvers those of the training split.',
    names: ['overlap', 'cosine', 'rbf', 'across'],
  },
  {
    title: 'Statistics',
    about: 'What a `fit` computes over the training split, and over nothing else.',
    names: [
      'average',
      'deviation',
      'lowest',
      'highest',
      'quantile',
      'principal_axes',
      'latent_axes',
      'inverse_document_frequency',
    ],
  },
  {
    title: 'Solvers',
    about:
      'Fits that see labels or kernels. They run on the training split once training is over, so they are readouts, and no objective may depend on them. A model without an objective only fits and solves.',
    names: ['svm', 'ridge', 'logistic', 'spectral', 'kmeans', 'kernel_pca'],
  },
  {
    title: 'Objectives',
    about: 'Beside those that the [library](library.md#objectives) writes in the language.',
    names: ['binary', 'hinge', 'huber', 'contrast', 'triplet', 'alignment', 'mmd', 'divergence'],
  },
  {
    title: 'Metrics',
    about: 'Any other number is averaged over the samples.',
    names: [
      'accuracy',
      'f1',
      'confusion',
      'recall',
      'rand_index',
      'correlation',
      'concordance',
      'perplexity',
    ],
  },
  {
    title: 'Index sets',
    about: 'What a `for` walks over, of registers or of sizes.',
    names: ['chain', 'ring', 'pairs', 'couples', 'brick', 'cross', 'zip', 'enumerate', 'coupled'],
  },
];
