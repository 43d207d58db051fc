import { effectiveDimension } from '../measure/effective-dimension.ts';
import type { FigureRequest, Told } from '../request.ts';

export function dimension({ subject, random }: FigureRequest): Told {
  const found = effectiveDimension(subject, subject.training, random('dimension'));
  if (!found) {
    const reason =
      'it is told of models with 1 to 200 weights that classify or regress, and 20 training samples or more';
    return { figures: [], left: [{ figure: 'dimension', of: '', reason }] };
  }
  const { numbers, samples, global, normalised, local } = found;
  const low = normalised < 0.2;
  const used = `With ${samples} training samples the answers tell apart about ${global.toFixed(1)} directions of ${numbers} weights`;
  return {
    figures: [
      {
        name: 'dimension',
        title: 'Effective dimension',
        meaning: low
          ? `${used}: most weights change no answer, so a smaller model would do as well; worry if it also scores badly.`
          : `${used}; worry where that is a small part of them, or where the training data are fewer than it.`,
        worrying: low || samples < global,
        rows: [
          { of: '', what: 'weights behind the answers', value: numbers },
          { of: '', what: 'effective dimension', value: global },
          { of: '', what: 'share of the weights', value: normalised },
          { of: '', what: "at the model's weights alone", value: local },
        ],
        plots: [],
        values: { ...found },
      },
    ],
    left: [],
  };
}
