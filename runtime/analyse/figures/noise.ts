import type { Figure, Plot, PlotSeries } from '../figure.ts';
import { allowanceText, isNearly, scoredMetric } from '../robustness/scored-metric.ts';
import { MITIGATED_SHOTS, type NoisyScore, type Robustness } from '../robustness/robustness.ts';

/** What a run scores on a noisy machine, in words and in one picture for each kind of error. */
export function noiseFigure(found: Robustness): Figure {
  const { metric, exact, samples, split, depolarizing, readout, shots } = found;
  const scored = scoredMetric([metric]);
  const gate = lastGood(found, depolarizing);
  const bit = lastGood(found, readout);
  const enough = shots.find((_, k) =>
    shots.slice(k).every(({ score }) => isNearly(scored, score, exact)),
  )?.at;
  const errors = [
    gate === undefined ? 'no gate error that was tried' : `gate errors up to ${gate}`,
    bit === undefined ? 'no readout error that was tried' : `readout errors up to ${bit}`,
    enough === undefined ? 'not with the shots that were tried' : `${enough} shots or more`,
  ];
  return {
    name: 'noise',
    title: 'Noise and robustness',
    meaning:
      `Simulated exactly, ${metric} is ${exact.toFixed(3)} on ${samples} samples of the ${split} split. It is at most ${allowanceText(scored)} that with ${errors.join(', ')}. ` +
      'Worry where your machine is worse; errors of gates on two qubits are 0.001 to 0.01 today.',
    worrying: (gate ?? 0) < 0.003 || enough === undefined,
    rows: [
      { of: '', what: `${metric}, exact`, value: exact },
      ...depolarizing.flatMap((each) => rowsOf('gate error', each)),
      ...shots.map(({ at, score }) => ({ of: '', what: `${at} shots`, value: score })),
      ...readout.flatMap((each) => rowsOf('readout error', each)),
    ],
    panels: {
      title: 'What errors cost, and what mitigation wins back',
      y: { name: metric, scale: 'linear' },
      level: { name: 'without errors', value: exact },
      panels: [
        panelOf('gate error (depolarising)', depolarizing),
        panelOf('shots', shots),
        panelOf('readout error', readout),
      ],
    },
    plots: errorPlots(found),
    values: { ...found, mitigatedShots: MITIGATED_SHOTS },
  };
}

/** The largest error up to which all scores are nearly as good as the exact one. */
function lastGood(
  { metric, exact }: Robustness,
  points: readonly NoisyScore[],
): number | undefined {
  const scored = scoredMetric([metric]);
  const bad = points.findIndex(({ score }) => !isNearly(scored, score, exact));
  return points[(bad < 0 ? points.length : bad) - 1]?.at;
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

function panelOf(
  along: string,
  points: readonly Pick<NoisyScore, 'at' | 'score' | 'mitigated'>[],
): Omit<Plot, 'title' | 'y'> {
  const mended = points.flatMap(({ at, mitigated }) =>
    mitigated === undefined ? [] : [[at, mitigated] as const],
  );
  const series: PlotSeries[] = [
    { name: 'as it is', points: points.map(({ at, score }) => [at, score] as const) },
    ...(mended.length === 0 ? [] : [{ name: 'mitigated', points: mended }]),
  ];
  return { x: { name: along, scale: 'log' }, series };
}
