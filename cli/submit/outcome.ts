import type { Journal } from '../../runtime/hardware/index.ts';
import type { Prediction } from '../../runtime/predict/index.ts';
import type { Outcome } from '../command.ts';
import { toCsv } from '../csv.ts';
import { predictionRow } from '../prediction-row.ts';
import { scoresTable } from '../scores-table.ts';
import type { Session } from '../session.ts';
import { shortNumber } from '../table.ts';
import type { Finished } from './finish.ts';

/** Predictions as a table on standard output, beside what the simulator predicts; how they compare on standard error. */
export function finishedOutcome(journal: Journal, finished: Finished, session: Session): Outcome {
  const { predictions, metrics, simulated, difference } = finished;
  if (!session.json) session.err.write(comparison(finished, session));
  const rows = predictions.map((prediction, k) => ({
    ...predictionRow(prediction),
    ...simulatedColumns(simulated.predictions[k]!),
  }));
  return {
    fields: {
      submission: journal.folder,
      jobs: jobsOf(journal),
      predictions,
      ...(metrics === undefined ? {} : { metrics }),
      simulated,
      difference,
    },
    text: toCsv(rows),
  };
}

/** How far each job of a submission is. */
export function jobsOf(journal: Journal): readonly Readonly<Record<string, unknown>>[] {
  return journal.submission.jobs.map(({ name, program, pubs }) => ({
    name,
    program,
    samples: pubs.reduce((sum, { samples }) => sum + samples.length, 0),
    ...(journal.state(name) ?? { step: 'planned' }),
  }));
}

function comparison({ metrics, simulated, difference }: Finished, { err }: Session): string {
  const { mean, most, inErrors, values } = difference;
  const rows = [
    ...Object.values(metrics ?? {}).map((scores) => ({ name: 'machine', scores })),
    ...Object.values(simulated.metrics ?? {}).map((scores) => ({ name: 'simulator', scores })),
  ];
  const apart = `${values} measured values differ from the exact ones by ${shortNumber(mean)} in the mean and ${shortNumber(most)} at most: ${inErrors.toFixed(1)} standard errors.\n`;
  return rows.length === 0 ? apart : `${scoresTable(rows, err.paint)}\n${apart}`;
}

function simulatedColumns({ label, value, match }: Prediction): Record<string, string | number> {
  return {
    ...(label === undefined ? {} : { 'simulated label': label }),
    ...(match === undefined ? {} : { 'simulated match': match }),
    ...(typeof value === 'number' ? { 'simulated value': value } : {}),
  };
}
