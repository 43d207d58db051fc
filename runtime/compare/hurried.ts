import type { TrainSettings } from '../program/index.ts';

/** A third of the epochs: for a first look. */
export function hurried(settings: TrainSettings): TrainSettings {
  const fewer = (epochs: number): number => Math.max(1, Math.ceil(epochs / 3));
  return {
    ...settings,
    epochs: fewer(settings.epochs),
    stages: settings.stages.map((stage) => ({ ...stage, epochs: fewer(stage.epochs) })),
  };
}
