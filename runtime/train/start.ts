import { checkpointHash, readRunRecord } from '../checkpoint/files.ts';
import type { RunRecord } from '../checkpoint/files.ts';
import { loadRun } from '../checkpoint/load-run.ts';
import type { LoadedRun, TrainedModel } from '../checkpoint/load-run.ts';
import { joinPath } from '../data/paths.ts';
import { parameterView } from '../graph/weights.ts';
import type { Weights } from '../graph/weights.ts';
import { UserProblem } from '../program/index.ts';
import type { Coupling, Node, Program, Run, StartFrom } from '../program/index.ts';
import type { TrainRequest } from './progress.ts';

/** What a run starts from. */
export interface TrainingStart {
  /** What run.json says of it. */
  readonly record: NonNullable<RunRecord['start']>;
  /** Of the text modalities that both have in the same form. */
  readonly vocabularies: Readonly<Record<string, readonly string[]>>;
  /** Statistics that both have, by node. */
  fits(fold: number): Map<number, Float64Array>;
  /** Takes over the weights that both have, by path and shape. */
  fill(weights: Weights, fold: number): void;
}

/**
 * Reads the run that a run's `start` names; null where it names none.
 *
 * Two runs with the same folds over the same data start fold from fold, so that no fold begins with weights that have
 * seen what it holds out. Else the model that the source predicts with is taken.
 * @throws UserProblem `run-not-found`, `run-damaged`, `run-changed` (of a resumed run), `coupling-changed`, and where nothing can be shared
 */
export function openStart(request: TrainRequest): TrainingStart | null {
  const { run, host } = request;
  const start = run.train?.start;
  if (!start) return null;
  const before = request.resume ? readRunRecord(host, request.folder).start : undefined;
  const folder = folderOf(request, start, before ?? undefined);
  const source = loadRun(folder, host);
  const checkpoint = checkpointHash(host, folder);
  if (before && before.checkpoint !== checkpoint) {
    throw new UserProblem({
      code: 'run-changed',
      message: `The run in \`${request.folder}\` cannot go on: the run that it starts from, \`${folder}\`, is not what it was.`,
      help: 'Restore that run, or begin a new one.',
      file: `${folder}/checkpoint.json`,
    });
  }
  const { program } = run;
  requireSameEdges(program, source);
  const parameters = sharedParameters(program, source.model.program);
  if (parameters.length === 0) throw nothingShared(program, source, start, run);
  const byFold = sharesFolds(run, source);
  const modelOf = (fold: number): TrainedModel =>
    (byFold ? source.folds[fold] : undefined) ?? source.model;
  return {
    record: {
      folder,
      checkpoint,
      parameters: parameters.map(({ index }) => program.parameters[index]!.path),
    },
    vocabularies: start.weightsOnly || byFold ? {} : sharedVocabularies(program, source.model),
    fits: (fold) => (start.weightsOnly ? new Map() : sharedFits(program, modelOf(fold))),
    fill(weights, fold) {
      const { weights: from } = modelOf(fold);
      for (const { index, other } of parameters) {
        const values = parameterView(from, from.values, other);
        parameterView(weights, weights.values, index).set(values);
      }
    },
  };
}

function folderOf(
  { base, startFolder, folder }: TrainRequest,
  { from }: StartFrom,
  before: RunRecord['start'],
): string {
  if (before) return before.folder;
  if (from.kind === 'path') return joinPath(base, from.path);
  if (startFolder !== undefined) return startFolder;
  throw new UserProblem({
    code: 'run-not-found',
    message: `The run in \`${folder}\` starts from \`${from.name}\`, which has not been trained.`,
    help: `Train \`${from.name}\` first, and give its folder.`,
  });
}

/** Weights of a circuit that was wired for one machine mean nothing in another wiring. */
function requireSameEdges(program: Program, { folder, model }: LoadedRun): void {
  for (const { device, qubits, edges } of program.coupling ?? []) {
    const before = model.program.coupling?.find((one) => one.qubits.length === qubits.length);
    if (!before || JSON.stringify(before.edges) === JSON.stringify(edges)) continue;
    throw new UserProblem({
      code: 'coupling-changed',
      message: `The run in \`${folder}\` was trained for ${edgesText(before)}, and this one is for ${edgesText({ device, qubits, edges })}.`,
      help: 'Give both the same coupling, or train from the beginning.',
      file: `${folder}/run.json`,
    });
  }
}

function edgesText({ device, qubits, edges }: Coupling): string {
  const some = edges.slice(0, 6).map(([a, b]) => `${a}-${b}`);
  const rest = edges.length > some.length ? ', …' : '';
  return `the edges ${some.join(', ')}${rest} of ${qubits.length} qubits of \`${device}\``;
}

interface SharedParameter {
  readonly index: number;
  /** In the source. */
  readonly other: number;
}

function sharedParameters(program: Program, source: Program): SharedParameter[] {
  const known = new Map(source.parameters.map(({ path }, other) => [path, other]));
  return program.parameters.flatMap(({ path, shape }, index) => {
    const other = known.get(path);
    if (other === undefined) return [];
    return sameShape(shape, source.parameters[other]!.shape) ? [{ index, other }] : [];
  });
}

function sharedVocabularies(
  program: Program,
  { program: source, checkpoint }: TrainedModel,
): Record<string, readonly string[]> {
  const texts = program.inputs.filter(({ name, type }) => {
    if (type.kind !== 'text') return false;
    const other = source.inputs.find((input) => input.name === name)?.type;
    return (
      other?.kind === 'text' &&
      other.vocabulary === type.vocabulary &&
      other.unknown === type.unknown
    );
  });
  return Object.fromEntries(
    texts.flatMap(({ name }) => {
      const words = checkpoint.vocabularies[name];
      return words ? [[name, words]] : [];
    }),
  );
}

/** A statistic is the same where it stands at the same place in sentences and functions and has the same form. */
function sharedFits(program: Program, source: TrainedModel): Map<number, Float64Array> {
  const known = new Map(fitsByKey(source.program).map(({ key, node }) => [key, node]));
  return new Map(
    fitsByKey(program).flatMap(({ key, node }) => {
      const other = known.get(key);
      const values = other === undefined ? undefined : source.fits.get(other);
      return values ? [[node, values]] : [];
    }),
  );
}

function fitsByKey({ nodes, origins }: Program): { key: string; node: number }[] {
  const seen = new Map<string, number>();
  return nodes.flatMap(({ operation, shape, origin }: Node, node) => {
    if (operation.kind !== 'fit') return [];
    const place = JSON.stringify([origins[origin]?.path, operation, shape]);
    const before = seen.get(place) ?? 0;
    seen.set(place, before + 1);
    return [{ key: `${place}#${before}`, node }];
  });
}

/** Were both split into the same folds, of the same data? */
function sharesFolds({ data }: Run, { record, folds }: LoadedRun): boolean {
  const whole = ({ data: of }: Pick<Run, 'data'>): string => JSON.stringify({ ...of, place: null });
  return folds.length > 1 && whole({ data }) === whole(record.run);
}

function nothingShared(
  program: Program,
  { folder, model }: LoadedRun,
  { from }: StartFrom,
  { train }: Run,
): UserProblem {
  const name = from.kind === 'run' ? from.name : from.path;
  const some = ({ parameters }: Program): string =>
    parameters
      .slice(0, 3)
      .map(({ path, shape }) => `\`${path}\` [${shape.join(', ')}]`)
      .join(', ') || 'none';
  return new UserProblem({
    code: 'argument-invalid',
    message: `\`start\` takes over nothing from \`${name}\`: no weight of \`${folder}\` has the path and shape of one of ${program.model}.`,
    help: `Weights there: ${some(model.program)}; here: ${some(program)}.`,
    ...(train ? { place: train.place } : {}),
  });
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
