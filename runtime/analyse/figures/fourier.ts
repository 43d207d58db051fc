import { fourierSpectra, type FourierSpectrum } from '../measure/fourier.ts';
import type { FigureRequest, Told } from '../request.ts';
import { perCircuit } from './per-circuit.ts';

/** More bars side by side cannot be read. */
const MOST_SHOWN = 4;

export function fourier({ subject, ansatzes, random }: FigureRequest): Told {
  return perCircuit(
    'fourier',
    'Fourier spectrum of the encoder',
    ansatzes,
    ({ circuit, name }) => {
      const features = fourierSpectra(subject, circuit, random(`fourier/${name}`));
      return features.length === 0 ? undefined : { features };
    },
    {
      rows: ({ features }) => [
        ['features', features.length],
        ['highest frequency of any', Math.max(...features.map(({ highest }) => highest))],
        ['highest frequency of the least', Math.min(...features.map(({ highest }) => highest))],
      ],
      plots: ({ features }) => [
        {
          title: 'Coefficients by frequency',
          x: { name: 'frequency', scale: 'linear' },
          y: { name: 'size of the coefficient', scale: 'linear' },
          series: features.slice(0, MOST_SHOWN).map(({ feature, frequencies, amplitudes }) => ({
            name: feature,
            bars: true as const,
            points: frequencies.map((frequency, k) => [frequency, amplitudes[k]!] as const),
          })),
        },
      ],
      meaning: ({ features }) => meaningOf(features),
      worry: ({ features }) => (features.some(({ highest }) => highest === 0) ? 1 : 0),
    },
    'no feature enters its angles with frequencies that weights leave alone',
  );
}

function meaningOf(features: readonly FourierSpectrum[]): string {
  const silent = features.filter(({ highest }) => highest === 0);
  if (silent.length > 0)
    return `What is read out does not depend on ${silent.map(({ feature }) => `\`${feature}\``).join(', ')}: worry, and read other qubits or add a layer.`;
  const highest = Math.max(...features.map((each) => each.highest));
  return `What is read out is a sum of waves of up to ${Number(highest.toPrecision(3))} periods over 2 pi of a feature; worry if the truth changes faster, and encode again (re-upload) to add one.`;
}
