import { UserProblem } from '../../../runtime/program/index.ts';
import type { DecouplingSequence } from '../../passes/schedule/decouple.ts';
import type { RuntimeOptions } from './options.ts';

/** What a job for a primitive is about to say. */
export interface Said {
  readonly options: RuntimeOptions;
  /** null leaves it to the service, which takes 1. */
  readonly resilienceLevel: 0 | 1 | 2 | null;
  /** null leaves it to the service. */
  readonly shots: number | null;
  /** Circuits with `rx` or `rzz`. */
  readonly isFractional: boolean;
  /** What is written into the circuits where qubits wait; null for nothing. */
  readonly decoupled: DecouplingSequence | null;
}

/**
 * What the service refuses, or does otherwise than asked, after the wait in its queue: options that exclude each other,
 * options of what is not switched on, and too few points for an extrapolation (schemas and clients of Qiskit Runtime
 * 0.51; IBM Quantum documentation, "Introduction to options").
 *
 * @throws UserProblem `argument-invalid`
 */
export function refuseCombinations(said: Said): void {
  const { resilience = {}, twirling = {} } = said.options;
  const level = said.resilienceLevel ?? 1;
  const isZne = resilience.zne_mitigation ?? level === 2;
  const isPec = resilience.pec_mitigation ?? false;
  const isPea = isZne && resilience.zne?.amplifier === 'pea';
  if (said.decoupled !== null && said.options.dynamical_decoupling?.enable === true)
    refuse(
      `\`--dd ${said.decoupled}\` writes decoupling into the circuits, and \`dynamical_decoupling.enable=true\` lets the service do it again.`,
      'Leave one of them out: with `--dd` the very pulses are known before, without it the service chooses them.',
    );
  if (isPec && isZne)
    refuse(
      `Zero-noise extrapolation and probabilistic error cancellation exclude each other, and ${resilience.zne_mitigation === true ? '`resilience.zne_mitigation=true`' : '`resilience_level=2`'} and \`resilience.pec_mitigation=true\` ask for both.`,
      'Leave one out: `--option resilience.zne_mitigation=false`.',
    );
  if (resilience.zne !== undefined && !isZne)
    refuse(
      '`resilience.zne` says how to extrapolate, and nothing is extrapolated.',
      'Switch it on: `--option resilience.zne_mitigation=true`.',
    );
  if (resilience.pec !== undefined && !isPec)
    refuse(
      '`resilience.pec` says how errors are cancelled, and none are.',
      'Switch it on: `--option resilience.pec_mitigation=true`.',
    );
  if (resilience.measure_noise_learning !== undefined && resilience.measure_mitigation !== true)
    refuse(
      '`resilience.measure_noise_learning` is for the mitigation of readouts, which is not asked for.',
      'Ask for it: `--option resilience.measure_mitigation=true`.',
    );
  if (isZne) refuseFewFactors(said.options);
  const twirlsGates = twirling.enable_gates ?? level === 2;
  if (said.isFractional && (twirlsGates || isPec || isPea)) {
    const what = isPec ? 'error cancellation' : isPea ? 'the amplifier `pea`' : 'gate twirling';
    const why = !isPec && !isPea && twirling.enable_gates !== true ? ' (`resilience_level=2`)' : '';
    refuse(
      `Fractional gates (\`rx\`, \`rzz\`) cannot be twirled, and ${what}${why} does that.`,
      'Compile without `--fractional`, or switch it off: `--option twirling.enable_gates=false`.',
    );
  }
  refuseFewRandomizations(said, twirlsGates || (twirling.enable_measure ?? level > 0));
}

/** Points that a curve takes at least. */
function pointsOf(extrapolator: string): number {
  const degree = /^polynomial_degree_(\d)$/.exec(extrapolator)?.[1];
  if (degree !== undefined) return Number(degree) + 1;
  return extrapolator === 'double_exponential' ? 4 : 2;
}

function refuseFewFactors({ resilience }: RuntimeOptions): void {
  const { noise_factors = [1, 3, 5], extrapolator = ['exponential', 'linear'] } =
    resilience?.zne ?? {};
  for (const each of [extrapolator].flat()) {
    if (noise_factors.length >= pointsOf(each)) continue;
    refuse(
      `\`${each}\` needs ${pointsOf(each)} noise factors, and there ${noise_factors.length === 1 ? 'is 1' : `are ${noise_factors.length}`}: ${noise_factors.join(', ')}.`,
      'Give more, `--option resilience.zne.noise_factors=1,2,3,4,5`, or another `resilience.zne.extrapolator`.',
    );
  }
}

/** The service fails a job whose randomisations hold fewer shots than were asked for. */
function refuseFewRandomizations({ options, shots }: Said, isTwirled: boolean): void {
  const { num_randomizations: count, shots_per_randomization: each } = options.twirling ?? {};
  if (!isTwirled || shots === null || typeof count !== 'number' || typeof each !== 'number') return;
  if (count * each >= shots) return;
  refuse(
    `${count} randomizations of ${each} shots are ${count * each}, and ${shots} shots are asked for.`,
    `Give \`twirling.shots_per_randomization=${Math.ceil(shots / count)}\`, or \`auto\`.`,
  );
}

function refuse(message: string, help: string): never {
  throw new UserProblem({ code: 'argument-invalid', message, help });
}
