import { randomStream } from '../data/random.ts';
import { ansatzes } from './ansatz.ts';
import type { Analysis, FigureName } from './figure.ts';
import { dimension } from './figures/dimension.ts';
import { entanglement } from './figures/entanglement.ts';
import { expressibility } from './figures/expressibility.ts';
import { fisher } from './figures/fisher.ts';
import { fourier } from './figures/fourier.ts';
import { gradients } from './figures/gradients.ts';
import { kernel } from './figures/kernel.ts';
import { registers } from './figures/registers.ts';
import type { FigureRequest, Told } from './request.ts';
import type { Subject } from './subject.ts';

/** Figures of a model and its weights; `noise` is one of a run. */
export type ModelFigure = Exclude<FigureName, 'noise'>;

const TELL: Readonly<Record<ModelFigure, (request: FigureRequest) => Told>> = {
  gradients,
  expressibility,
  entanglement,
  registers,
  fisher,
  dimension,
  kernel,
  fourier,
};

export interface AnalyseSettings {
  readonly only: readonly ModelFigure[];
  /** Random weights that figures of chance draw, at least 2. */
  readonly samples: number;
  readonly seed: number;
  /** Called before each figure. */
  readonly onFigure?: (name: ModelFigure) => void;
}

/** The same subject and settings give the same figures, whichever of them are asked for. */
export function analyse(subject: Subject, settings: AnalyseSettings): Analysis {
  const found = ansatzes(subject);
  const request: FigureRequest = {
    subject,
    ansatzes: found.ansatzes,
    samples: settings.samples,
    random: (purpose) => randomStream(settings.seed, `analyse/${purpose}`),
  };
  const told = settings.only.map((name) => {
    settings.onFigure?.(name);
    const isOfStates = name !== 'fisher' && name !== 'dimension';
    const unseen = isOfStates
      ? found.left.map(({ circuit, reason }) => ({ figure: name, of: circuit, reason }))
      : [];
    const { figures, left } = TELL[name](request);
    return { figures, left: [...unseen, ...left] };
  });
  return {
    figures: told.flatMap(({ figures }) => figures),
    left: told.flatMap(({ left }) => left),
  };
}
