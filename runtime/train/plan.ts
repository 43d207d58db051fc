import { isTrained, parametersBehind, UserProblem, whyUnsuited } from '../program/index.ts';
import type { Objective, Program, Stage, TrainSettings } from '../program/index.ts';
import { objectiveOf } from './outputs.ts';

/** A stage with its names looked up. */
export interface PlannedStage extends Omit<Stage, 'objective' | 'only' | 'freeze'> {
  readonly objective: Objective;
  /** Parameters that it trains, by index. */
  readonly trained: ReadonlySet<number>;
}

/** What is trained after what. */
export interface TrainingPlan {
  /** One after the other, `rounds` times over. */
  readonly stages: readonly PlannedStage[];
  readonly rounds: number;
  /** Do stages have names? A run without them is a single stage. */
  readonly isStaged: boolean;
  /** Most epochs of all stages and rounds. */
  readonly epochs: number;
  /** Parameters that no stage trains. */
  readonly held: ReadonlySet<number>;
  /** What the finished run is judged by: the objective of the block around the stages; none where it only fits and solves. */
  readonly objective: Objective | undefined;
}

/** @throws UserProblem for an unknown objective, and for a stage that leaves nothing to train */
export function planTraining(program: Program, settings: TrainSettings): TrainingPlan {
  if (program.objectives.length === 0) return fittingOnly(program);
  const isStaged = settings.stages.length > 0;
  const described: readonly Stage[] = isStaged ? settings.stages : [{ ...settings, name: '' }];
  const rounds = isStaged ? settings.rounds : 1;
  const stages = described.map((stage) => planStage(program, stage, settings));
  const held = program.parameters
    .map((_, index) => index)
    .filter((index) => !stages.some(({ trained }) => trained.has(index)));
  return {
    stages,
    rounds,
    isStaged,
    epochs: rounds * stages.reduce((sum, { epochs }) => sum + epochs, 0),
    held: new Set(held),
    objective: objectiveOf(program, settings.objective),
  };
}

/** A model without an objective has nothing to train: it fits and solves. */
function fittingOnly({ parameters }: Program): TrainingPlan {
  return {
    stages: [],
    rounds: 0,
    isStaged: false,
    epochs: 0,
    held: new Set(parameters.keys()),
    objective: undefined,
  };
}

function planStage(program: Program, stage: Stage, settings: TrainSettings): PlannedStage {
  const { place } = settings;
  const { name, optimizer, epochs, batch, patience } = stage;
  const objective = objectiveOf(program, stage.objective);
  const reached = parametersBehind(program, objective.node);
  const trained = new Set(
    reached.filter((index) => isTrained(program.parameters[index]!.path, stage)),
  );
  if (trained.size > 0) {
    const planned = { name, optimizer, epochs, batch, patience, objective, trained };
    requireSuited(program, planned, settings);
    return planned;
  }
  const paths = reached.map((index) => `\`${program.parameters[index]!.path}\``);
  throw new UserProblem({
    code: 'argument-invalid',
    message: `${name === '' ? 'The run' : `Stage \`${name}\``} leaves nothing to train: ${
      paths.length === 0
        ? 'no weight enters its objective'
        : `\`only\` and \`freeze\` hold ${paths.join(', ')}`
    }.`,
    help: 'Take a name out of `freeze`, or add one to `only`.',
    place,
  });
}

/** The compiler has said the same at the setting; a run that was not compiled is told here. */
function requireSuited(
  program: Program,
  stage: PlannedStage,
  { execution, gradient, place }: TrainSettings,
): void {
  const { optimizer, objective, trained, epochs } = stage;
  const suit = { optimizer, objective: objective.node, trained, epochs, execution, gradient };
  const unsuited = whyUnsuited(program, suit);
  if (unsuited) throw new UserProblem({ code: 'argument-invalid', ...unsuited, place });
}

/** Where a training stands: how many epochs of which stage in which round are done, all counted from 0. */
export interface Position {
  readonly round: number;
  readonly stage: number;
  readonly epochs: number;
}

/** The stage that a position lies in. */
export function stageAt(
  { stages }: Pick<TrainingPlan, 'stages'>,
  { stage }: Position,
): PlannedStage {
  return stages[stage]!;
}

/** Share of the plan that is done; a stage that stopped early counts as a whole. */
export function shareDone(
  { stages, epochs }: TrainingPlan,
  position: Position,
  withinEpoch: number,
): number {
  const perRound = stages.reduce((sum, stage) => sum + stage.epochs, 0);
  const before = stages.slice(0, position.stage).reduce((sum, stage) => sum + stage.epochs, 0);
  const done = position.round * perRound + before + position.epochs + withinEpoch;
  return epochs === 0 ? 1 : Math.min(done / epochs, 1);
}
