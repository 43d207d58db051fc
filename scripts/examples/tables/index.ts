import type { Example } from '../example.ts';
import { avDigits } from './av-digits.ts';
import { captionsToPictures } from './captions-to-pictures.ts';
import { clusters } from './clusters.ts';
import { compress } from './compress.ts';
import { importedCircuit } from './imported-circuit.ts';
import { missingModality } from './missing-modality.ts';
import { moons } from './moons.ts';
import { nextWord } from './next-word.ts';
import { qcnn } from './qcnn.ts';
import { retrieval } from './retrieval.ts';
import { scenes } from './scenes.ts';
import { sentiment } from './sentiment.ts';
import { valence } from './valence.ts';
import { views } from './views.ts';

/** All examples whose READMEs have tables, the quick ones first. */
export const examples: readonly Example[] = [
  moons,
  clusters,
  importedCircuit,
  scenes,
  compress,
  qcnn,
  valence,
  missingModality,
  nextWord,
  captionsToPictures,
  sentiment,
  retrieval,
  views,
  avDigits,
];
