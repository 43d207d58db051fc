import type { Settings, TrainDeclaration } from '../../grammar/tree.ts';
import { isTrained, parametersBehind, whyUnsuited } from '../../runtime/program/index.ts';
import type { Program, Stage, TrainSettings } from '../../runtime/program/index.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import { at, type Reader } from './reader.ts';

/** Reports optimizers that cannot train what their run or stage trains, each at the line that chose it. */
export function requireSuited(
  reader: Reader,
  program: Program,
  train: TrainSettings,
  declaration: TrainDeclaration,
): void {
  const { settings } = declaration;
  const inStages = settings?.entries.filter((entry) => entry.kind === 'stage') ?? [];
  const parts: readonly (readonly [Pick<Stage, 'objective' | keyof Choice>, Settings | null])[] =
    inStages.length > 0
      ? inStages.map((stage, index) => [train.stages[index]!, stage.settings] as const)
      : [[train, null]];
  for (const [part, own] of parts) {
    const { execution, gradient } = train;
    const unsuited = whyStageUnsuited(program, { ...part, execution, gradient });
    if (!unsuited) continue;
    const place = optimizerIn(own) ?? optimizerIn(settings) ?? declaration;
    const { message, help } = unsuited;
    reader.diagnostics.push(
      diagnose('argument-invalid', 'given', at(reader, place), { message }, { help }),
    );
  }
}

type Choice = Pick<Stage, 'optimizer' | 'epochs' | 'only' | 'freeze'>;

type Method = Pick<TrainSettings, 'execution' | 'gradient'>;

function whyStageUnsuited(
  program: Program,
  {
    objective: name,
    optimizer,
    epochs,
    only,
    freeze,
    execution,
    gradient,
  }: Choice & Method & Pick<Stage, 'objective'>,
): ReturnType<typeof whyUnsuited> {
  const { objectives, parameters } = program;
  const objective = objectives.find((each) => each.name === name) ?? objectives[0];
  if (!objective) return undefined;
  const trained = parametersBehind(program, objective.node).filter((index) =>
    isTrained(parameters[index]!.path, { only, freeze }),
  );
  if (trained.length === 0) return undefined;
  const suit = {
    optimizer,
    objective: objective.node,
    trained: new Set(trained),
    epochs,
    execution,
    gradient,
  };
  return whyUnsuited(program, suit);
}

function optimizerIn(settings: Settings | null): Settings['entries'][number] | undefined {
  return settings?.entries.find(
    (entry) => entry.kind === 'setting' && entry.key.text === 'optimizer',
  );
}
