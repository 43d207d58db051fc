import type { BatchObjective, PairSource } from '../../program/index.ts';
import type { Kernel } from '../kernel.ts';
import { alignment } from './alignment.ts';
import { contrast } from './contrast.ts';
import type { BatchSite } from './contrast.ts';
import { drawnOverlap } from './drawn-overlap.ts';
import { overlapOfAmplitudes, overlapOfPaulis } from './overlap.ts';
import type { PairSite } from './pair.ts';
import { triplet } from './triplet.ts';
import { cosine, rbf } from './vectors.ts';

/** Binds an operation on two samples to its buffers; `across`, which has a body, has a door of its own. */
export function bindPairs(
  operation: Exclude<PairSource, { kind: 'across' }>,
  site: PairSite,
): Kernel {
  switch (operation.kind) {
    case 'overlap':
      return operation.of === 'amplitudes' ? amplitudes(site) : overlapOfPaulis(site);
    case 'cosine':
      return cosine(site);
    case 'rbf':
      return rbf(site);
  }
}

function amplitudes(site: PairSite): Kernel {
  const exact = overlapOfAmplitudes(site);
  const { output, rights, isWithin, drawn } = site;
  return drawn ? drawnOverlap(exact, output, rights, isWithin, drawn) : exact;
}

/** Binds an objective over the pairs of a batch to its buffers. */
export function bindBatchObjective(operation: BatchObjective, site: BatchSite): Kernel {
  switch (operation.kind) {
    case 'contrast':
      return contrast(site);
    case 'triplet':
      return triplet(operation.margin, site);
    case 'alignment':
      return alignment(operation.classes, site);
  }
}
