import { betweenRegisters, type BetweenRegisters } from '../measure/between-registers.ts';
import type { FigureRequest, Told } from '../request.ts';
import { perCircuit } from './per-circuit.ts';

export function registers({ ansatzes }: FigureRequest): Told {
  return perCircuit(
    'registers',
    'What the registers know of one another',
    ansatzes,
    betweenRegisters,
    {
      rows: ({ entropies, pairs }) => [
        ...entropies.map(({ name, bits }) => [`entropy of ${name} (bits)`, bits] as const),
        ...pairs.map(
          ({ between: [a, b], bits }) =>
            [`mutual information of ${a} and ${b} (bits)`, bits] as const,
        ),
      ],
      plots: () => [],
      meaning: ({ pairs }) => {
        const { between, bits } = weakest(pairs);
        return bits < 0.01
          ? `\`${between[0]}\` and \`${between[1]}\` know nothing of one another, so nothing quantum is fused; worry if \`fuse\` was meant to.`
          : `\`${between[0]}\` and \`${between[1]}\` share ${bits.toFixed(2)} bits, the least of all pairs; worry near 0, where nothing quantum is fused.`;
      },
      worry: ({ pairs }) => 0.01 - weakest(pairs).bits,
    },
    'it has one register, and one set of modalities in it',
  );
}

function weakest(pairs: BetweenRegisters['pairs']): BetweenRegisters['pairs'][number] {
  return pairs.reduce((least, each) => (each.bits < least.bits ? each : least));
}
