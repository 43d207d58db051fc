/**
 * What people write who know other frameworks and languages, and what it is called here. Words that differ in capitals
 * only are found without being listed.
 */
export const habits: {
  readonly names: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, string>;
  /** Settings, with `_` for the value; in small letters. */
  readonly settings: ReadonlyMap<string, string>;
  /** Arguments of optimizers and the like. */
  readonly arguments: ReadonlyMap<string, string>;
} = {
  names: words({
    ...{ True: 'true', False: 'false' },
    // Gates
    ...{ CNOT: 'cx', cnot: 'cx', CCNOT: 'ccx', Toffoli: 'ccx', Hadamard: 'h' },
    ...{ PauliX: 'X', PauliY: 'Y', PauliZ: 'Z', SX: 'sx', PhaseShift: 'p', u1: 'p' },
    ...{ IsingXX: 'rxx', IsingYY: 'ryy', IsingZZ: 'rzz', CSWAP: 'cswap', Fredkin: 'cswap' },
    // Encoders and ansätze
    ...{ AngleEmbedding: 'angle', AmplitudeEmbedding: 'amplitude', BasisEmbedding: 'basis' },
    ...{
      IQPEmbedding: 'iqp',
      ZZFeatureMap: 'zz',
      ZFeatureMap: 'z_map',
      PauliFeatureMap: 'pauli_map',
    },
    ...{ StronglyEntanglingLayers: 'strongly_entangling', RealAmplitudes: 'real_amplitudes' },
    ...{ BasicEntanglerLayers: 'basic_entangling', EfficientSU2: 'efficient_su2' },
    // Readings
    ...{ expval: 'expect', expectation: 'expect', probabilities: 'probs', var: 'variance' },
    // Objectives and layers
    ...{
      CrossEntropyLoss: 'classify',
      cross_entropy: 'classify',
      softmax_cross_entropy: 'classify',
    },
    ...{ mse: 'regress', MSELoss: 'regress', mse_loss: 'regress', mean_squared_error: 'regress' },
    ...{ BCELoss: 'binary', bce: 'binary', binary_cross_entropy: 'binary', HuberLoss: 'huber' },
    ...{
      Linear: 'linear',
      Dense: 'linear',
      dense: 'linear',
      PCA: 'pca',
      StandardScaler: 'standardise',
    },
    ...{ normalize: 'standardise', normalise: 'standardise', MinMaxScaler: 'scale', ReLU: 'relu' },
    ...{ concat: 'stack' },
  }),
  types: words({
    ...{ float: 'real', float32: 'real', float64: 'real', double: 'real', number: 'real' },
    ...{ integer: 'int', boolean: 'bool', str: 'string', picture: 'image', sound: 'audio' },
    ...{ category: 'class', categorical: 'class', enum: 'class', sentence: 'text' },
  }),
  settings: words({
    ...{ batch_size: 'batch: _', batchsize: 'batch: _', minibatch: 'batch: _' },
    ...{
      num_epochs: 'epochs: _',
      n_epochs: 'epochs: _',
      iterations: 'epochs: _',
      steps: 'epochs: _',
    },
    ...{ max_iter: 'epochs: _', maxiter: 'epochs: _' },
    ...{ learning_rate: 'optimizer: adam(rate: _)', lr: 'optimizer: adam(rate: _)' },
    ...{ stepsize: 'optimizer: adam(rate: _)', rate: 'optimizer: adam(rate: _)' },
    ...{ patience: 'stop: patience(_)', early_stopping: 'stop: patience(_)' },
    ...{ random_state: 'seed: _', random_seed: 'seed: _', loss: 'objective: _' },
    ...{ device: 'target: _', backend: 'target: _', dtype: 'precision: _' },
    ...{ train_size: 'split: fractions(train: _)', test_size: 'split: fractions(test: _)' },
    ...{ limit: 'take: _', nrows: 'take: _', samples: 'take: _' },
  }),
  arguments: words({
    ...{ lr: 'rate', learning_rate: 'rate', stepsize: 'rate', step_size: 'every', gamma: 'factor' },
    ...{
      n_layers: 'layers',
      num_layers: 'layers',
      depth: 'layers',
      reps: 'layers',
      repeats: 'layers',
    },
    ...{ dim: 'axis', n_components: 'width', components: 'width', features: 'width', out: 'width' },
  }),
};

function words(meanings: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(meanings));
}
