import type { Ansatz } from '../ansatz.ts';
import { fourierSpectra, type FourierSpectrum } from '../measure/fourier.ts';
import type { FigureRequest, Told } from '../request.ts';
import type { Subject } from '../subject.ts';
import { perCircuit } from './per-circuit.ts';

/** More bars side by side cannot be read. */
const MOST_SHOWN = 4;

export function fourier({ subject, ansatzes, random }: FigureRequest): Told {
  return perCircuit(
    'fourier',
    'Fourier spectrum of the encoder',
    ansatzes,
    (ansatz) => {
      const name = (leaf: number): string => featureName(subject, ansatz, leaf);
      const features = fourierSpectra(ansatz, name, random(`fourier/${ansatz.name}`));
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
          x: { name: 'frequency (per radian)', scale: 'linear' },
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
    'no feature enters it as an angle of its own, before any weight',
  );
}

function meaningOf(features: readonly FourierSpectrum[]): string {
  const silent = features.filter(({ highest }) => highest === 0);
  if (silent.length > 0)
    return `What is read out does not depend on ${silent.map(({ feature }) => `\`${feature}\``).join(', ')}: worry, and read other qubits or add a layer.`;
  const highest = Math.max(...features.map((each) => each.highest));
  return `What is read out is a sum of waves of up to ${Number(highest.toPrecision(3))} turns over 2 pi of an encoded value; worry if the truth changes faster, and encode again (re-upload) to add one.`;
}

/** The values of a node are told apart by their position; a node has the name of the input it is made of. */
function featureName({ program }: Subject, { circuit }: Ansatz, leaf: number): string {
  const { node, element } = circuit.leaves[leaf]!;
  const { shape, needs } = program.nodes[node]!;
  const name = needs.length > 0 ? needs.join('+') : inputOf(program, node);
  return shape.length === 0 ? name : `${name}[${element}]`;
}

function inputOf({ nodes }: Subject['program'], node: number): string {
  const names = new Set<string>();
  const open = [node];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    const { operation, inputs } = nodes[each]!;
    if (operation.kind === 'input') names.add(operation.name);
    open.push(...inputs);
  }
  return [...names].sort().join('+') || `node ${node}`;
}
