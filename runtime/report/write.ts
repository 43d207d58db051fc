import { readAnalysis } from '../analyse/store.ts';
import { foldFolder, readCheckpoint, readRunRecord, type RunRecord } from '../checkpoint/files.ts';
import type { Checkpoint, Results } from '../checkpoint/schema.ts';
import type { Host } from '../host.ts';
import { shownConfusion } from '../objectives/shown-confusion.ts';
import { inputText } from '../predict/input-text.ts';
import type { ReportInput } from './input.ts';
import { reportPage } from './page.ts';

/**
 * Writes `report.html` into a run folder, from what the folder holds.
 * @throws UserProblem `run-not-found`, `run-damaged`
 */
export function writeReport(folder: string, host: Host): void {
  host.write(`${folder}/report.html`, reportPage(readReportInput(folder, host)));
}

function readReportInput(folder: string, host: Host): ReportInput {
  const record = readRunRecord(host, folder);
  const checkpoints = foldCheckpoints(folder, host);
  return {
    run: record.run,
    folds: checkpoints.map(({ fold, history, results }) => ({
      name: foldName(record, fold),
      history,
      metrics: results,
    })),
    confusion: confusionOf(checkpoints),
    drawings: drawingsOf(record, checkpoints.at(-1)),
    analysis: readAnalysis(folder, host),
    labels: labelsOf(record, checkpoints[0]),
    sources: record.sources,
    versions: record.versions,
    seeds: record.seeds,
    hashes: record.hashes,
    overrides: record.overrides,
  };
}

/** The group that a fold holds out; folds that are no groups are counted from 1. */
function foldName({ run }: RunRecord, { name, index, count }: Checkpoint['fold']): string {
  if (count === 1) return '';
  const grouped = run.data?.split.kind === 'folds' && run.data.split.group !== null;
  return grouped && name !== '' ? name : `fold ${index + 1}`;
}

function foldCheckpoints(folder: string, host: Host): Checkpoint[] {
  const first = readCheckpoint(host, folder);
  if (!first) return [];
  const { count } = first.fold;
  if (count === 1) return [first];
  return Array.from(
    { length: count },
    (_, index) => readCheckpoint(host, foldFolder(folder, index, count)) ?? [],
  ).flat();
}

function confusionOf(checkpoints: readonly Checkpoint[]): ReportInput['confusion'] {
  const tables = checkpoints.flatMap(({ results }) =>
    results?.confusion ? [results.confusion] : [],
  );
  const [first] = tables;
  if (!first) return null;
  const counts = first.map((row, truth) =>
    row.map((_, guess) => tables.reduce((sum, each) => sum + (each[truth]?.[guess] ?? 0), 0)),
  );
  return { counts, split: splitOf(checkpoints[0]?.results ?? null) };
}

/** Which split a picture of the results is of. */
function splitOf(results: Results | null): string {
  return results?.test ? 'test' : results?.validate ? 'validation' : 'training';
}

/** What the model that predicts, of the last fold, drew. */
function drawingsOf(
  { run: { program } }: RunRecord,
  checkpoint: Checkpoint | undefined,
): ReportInput['drawings'] {
  const groups = checkpoint?.results?.drawings;
  const task = program.objectives
    .flatMap(({ tasks }) => tasks)
    .find(({ kind }) => kind === 'generation');
  if (!groups || task?.kind !== 'generation') return null;
  const { shape } = program.nodes[task.drawing]!;
  const [height = 1, width = 1] =
    shape.length === 2 ? shape : [1, shape.reduce((a, b) => a * b, 1)];
  const inputs = task.given.map((node) => {
    const { operation } = program.nodes[node]!;
    return program.inputs.find(
      ({ name }) => operation.kind === 'input' && name === operation.name,
    )!;
  });
  const rows = groups.map(({ given, samples, truths, drawn }) => ({
    given: inputs
      .map((input, index) => inputText(input, given[index] ?? [], checkpoint))
      .filter((text) => text !== '')
      .join(', '),
    height,
    width,
    truths: truths.map(({ bits, count }) => ({ bits, share: count / samples })),
    drawn,
  }));
  return { rows, split: splitOf(checkpoint.results) };
}

/** Names of the classes that the confusion is of. */
function labelsOf({ run }: RunRecord, checkpoint: Checkpoint | undefined): string[] {
  const { program } = run;
  const label = shownConfusion(program, program.objectives)?.label;
  const type = program.inputs.find(({ name }) => name === label)?.type;
  if (label === undefined || type?.kind !== 'class') return [];
  const names = type.names ?? checkpoint?.classes[label];
  return Array.from({ length: type.count }, (_, index) => names?.[index] ?? String(index));
}
