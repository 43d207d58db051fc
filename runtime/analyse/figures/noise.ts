import type { Figure, Plot, PlotSeries } from '../figure.ts';
import { MITIGATED_SHOTS, type NoisyScore, type Robustness } from '../robustness/robustness.ts';

/** What is lost before anyone worries, of a score in [0, 1]. */
const LOSS = 0.05;

/** What a run scores on a noisy machine, in words and in one picture for each kind of error. */
export function noiseFigure(found: Robustness): Figure {
  const { metric, exact, samples, split, depolarizing, readout, shots } = found;
  const isLow = metric === 'loss';
  const lost = (score: number): number => (isLow ? score - exact : exact - score);
  const bearable = (points: readonly { at: number; score: number }[]): number | undefined =>
    points.findLast((_, k) => points.slice(0, k + 1).every(({ score }) => lost(score) <= LOSS))?.at;
  const enough = shots.find((_, k) => shots.slice(k).every(({ score }) => lost(score) <= LOSS))?.at;
  const [gate, bit] = [bearable(depolarizing), bearable(readout)];
  return {
    name: 'noise',
    title: 'Noise and robustness',
    meaning:
      `Exactly simulated, the ${metric} of ${samples} samples of the ${split} split is ${exact.toFixed(3)}. It stays within ${LOSS} of that up to ` +
      `${gate === undefined ? 'less than the smallest error tried' : `an error of ${gate}`} at each gate and ${bit === undefined ? 'less than the smallest one tried' : bit} at each reading, and with ` +
      `${enough === undefined ? 'more shots than were tried' : `${enough} shots or more`}. Worry where your machine is worse than that; today's have 0.001 to 0.01 at gates on two qubits.`,
    worrying: gate === undefined || gate < 0.003 || enough === undefined,
    rows: [
      { of: '', what: `${metric}, exact`, value: exact },
      ...depolarizing.flatMap((each) => rowsOf('gate error', each)),
      ...shots.map(({ at, score }) => ({ of: '', what: `${at} shots`, value: score })),
      ...readout.flatMap((each) => rowsOf('readout error', each)),
    ],
    plots: [
      plotOf('Depolarising after each gate', 'probability', metric, depolarizing, 'extrap.'),
      plotOf('Wrong readings', 'probability', metric, readout, 'mitigated'),
      ...errorPlots(found),
      {
        title: 'Shots',
        x: { name: 'shots', scale: 'log' },
        y: { name: metric, scale: 'linear' },
        series: [{ name: 'as it is', points: shots.map(({ at, score }) => [at, score] as const) }],
      },
    ],
    values: { ...found, mitigatedShots: MITIGATED_SHOTS },
  };
}

/** Accuracy may hide what mitigation does; the values that circuits tell do not. */
function errorPlots({ depolarizing, readout }: Robustness): Plot[] {
  const plot = (title: string, points: readonly NoisyScore[], after: string): Plot[] => {
    const lines = (['valueError', 'mitigatedValueError'] as const).map((key) =>
      points.flatMap((each) => (each[key] === undefined ? [] : [[each.at, each[key]] as const])),
    );
    if (lines.every((line) => line.length === 0)) return [];
    return [
      {
        title,
        x: { name: 'probability', scale: 'log' },
        y: { name: 'circuit values off by', scale: 'linear' },
        series: [
          { name: 'as it is', points: lines[0]! },
          { name: after, points: lines[1]! },
        ],
      },
    ];
  };
  return [
    ...plot('Values after depolarising', depolarizing, 'extrap.'),
    ...plot('Values after wrong readings', readout, 'mitigated'),
  ];
}

function rowsOf(what: string, { at, score, mitigated }: NoisyScore) {
  return [
    { of: '', what: `${what} ${at}`, value: score },
    ...(mitigated === undefined
      ? []
      : [{ of: '', what: `${what} ${at}, mitigated`, value: mitigated }]),
  ];
}

function plotOf(
  title: string,
  along: string,
  metric: string,
  points: readonly NoisyScore[],
  after: string,
): Plot {
  const mended = points.flatMap(({ at, mitigated }) =>
    mitigated === undefined ? [] : [[at, mitigated] as const],
  );
  const series: PlotSeries[] = [
    { name: 'as it is', points: points.map(({ at, score }) => [at, score] as const) },
    ...(mended.length === 0 ? [] : [{ name: after, points: mended }]),
  ];
  return {
    title,
    x: { name: along, scale: 'log' },
    y: { name: metric, scale: 'linear' },
    series,
  };
}
