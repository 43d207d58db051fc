import type {
  Expression,
  Settings,
  Stage as StageSettings,
  TargetDeclaration,
  TrainDeclaration,
} from '../../grammar/tree.ts';
import type { Program, Stage, StartFrom, TrainSettings } from '../../runtime/program/index.ts';
import type { Read } from '../1-resolve/load.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import { diagnose, replacement } from '../diagnostics/diagnose.ts';
import { asMachine, type OnMachine, readExecution, readGradient } from './execution.ts';
import { lengthOf } from './length.ts';
import { readOptimizer } from './optimizer.ts';
import { requireRunnable } from './runnable.ts';
import { targetSetting } from './target-setting.ts';
import {
  at,
  callIn,
  entriesOf,
  numberArgument,
  numberIn,
  unknownName,
  wholeSetting,
  wrong,
  type Reader,
} from './reader.ts';

export const trainKeys: readonly string[] = [
  'objective',
  'optimizer',
  'epochs',
  'batch',
  'seed',
  'target',
  'gradient',
  'stop',
  'start',
  'only',
  'freeze',
  'missing',
  'checkpoint',
  'rounds',
  'precision',
];

export interface ModelOfTrain {
  readonly name: string;
  readonly objectives: readonly string[];
  readonly modalities: readonly string[];
  /** Of its `let` and `param` statements: what `freeze` and `only` take. */
  readonly names: readonly string[];
  /** Of the file. */
  readonly targets: readonly TargetDeclaration[];
  /** As it was compiled; null where that failed. */
  readonly program: Program | null;
  readonly read: Read;
  readonly onMachine?: OnMachine | undefined;
}

/** The settings of a `train`; what this version cannot run yet is reported as such. */
export function readTrain(
  reader: Reader,
  declaration: TrainDeclaration,
  model: ModelOfTrain,
): TrainSettings {
  const settings: Settings | null = declaration.settings;
  const entries = entriesOf(reader, settings, 'train', trainKeys);
  const checkpoint = readCheckpoint(reader, entries.get('checkpoint'));
  const target = entries.get('target');
  requireRunnable(reader, target, model.targets);
  const execution = asMachine(readExecution(reader, target, model.targets, model), model.onMachine);
  const optimizer = readOptimizer(reader, entries.get('optimizer'));
  const said = entries.get('epochs');
  const ownEpochs = (said && numberIn(said)) ?? 50;
  const stages = settings?.entries.filter((entry) => entry.kind === 'stage') ?? [];
  const base: Stage = {
    name: '',
    objective:
      stages.length > 0 && !entries.has('objective')
        ? (model.objectives[0] ?? '')
        : readObjective(reader, declaration, entries.get('objective'), model),
    optimizer: optimizer.optimizer,
    epochs: lengthOf(reader, entries, optimizer, 50),
    batch: wholeSetting(reader, entries, 'batch', 32, 1),
    patience: readStop(reader, entries.get('stop')),
    only: entries.has('only') ? readPaths(reader, entries.get('only'), model) : null,
    freeze: readPaths(reader, entries.get('freeze'), model),
  };
  return {
    optimizer: base.optimizer,
    epochs: base.epochs,
    batch: base.batch,
    seed: wholeSetting(reader, entries, 'seed', 0, 0),
    objective: base.objective,
    patience: base.patience,
    missing: readMissing(reader, entries.get('missing'), model),
    precision: readPrecision(
      reader,
      entries.get('precision') ?? targetSetting(target, model.targets, 'precision'),
    ),
    execution,
    gradient: readGradient(reader, entries.get('gradient'), execution),
    only: base.only,
    freeze: base.freeze,
    stages: stages.map((stage) =>
      readStage(reader, declaration, stage, { ...base, ownEpochs }, model),
    ),
    rounds: wholeSetting(reader, entries, 'rounds', 1, 1),
    start: readStart(reader, entries.get('start')),
    ...(checkpoint === null ? {} : { checkpoint }),
    place: at(reader, declaration),
  };
}

const stageKeys: readonly string[] = [
  'objective',
  'optimizer',
  'epochs',
  'batch',
  'stop',
  'only',
  'freeze',
];

function readStage(
  reader: Reader,
  train: TrainDeclaration,
  stage: StageSettings,
  /** `ownEpochs`: what the block says for stages whose optimizer is their own. */
  base: Stage & { readonly ownEpochs: number },
  model: ModelOfTrain,
): Stage {
  const entries = entriesOf(reader, stage.settings, 'stage', stageKeys);
  const own = entries.has('optimizer')
    ? readOptimizer(reader, entries.get('optimizer'))
    : undefined;
  const moving = own ?? { optimizer: base.optimizer, steps: null };
  const chosen =
    entries.get('objective') ??
    train.settings?.entries.flatMap((entry) =>
      entry.kind === 'setting' && entry.key.text === 'objective' ? [entry.value] : [],
    )[0];
  return {
    name: stage.name.text,
    objective: readObjective(reader, { ...train, span: stage.span }, chosen, model),
    optimizer: own?.optimizer ?? base.optimizer,
    epochs: lengthOf(reader, entries, moving, own ? base.ownEpochs : base.epochs),
    batch: wholeSetting(reader, entries, 'batch', base.batch, 1),
    patience: entries.has('stop') ? readStop(reader, entries.get('stop')) : base.patience,
    only: entries.has('only') ? readPaths(reader, entries.get('only'), model) : base.only,
    freeze: entries.has('freeze') ? readPaths(reader, entries.get('freeze'), model) : base.freeze,
  };
}

/** `[see, read]`: names of the model, as the paths their weights begin with. */
function readPaths(
  reader: Reader,
  expression: Expression | undefined,
  model: ModelOfTrain,
): string[] {
  if (expression === undefined) return [];
  const parts = expression.kind === 'join' ? expression.parts : [expression];
  return parts.flatMap((part) => {
    const name = callIn(part)?.name;
    if (name !== undefined && model.names.includes(name)) return [`${model.name}/${name}`];
    unknownName(reader, part, '`let` or `param` of the model', name ?? 'this', model.names);
    return [];
  });
}

/** `start: pretrain`, `start: "runs/m/1"`, `start: weights(pretrain)`. */
function readStart(reader: Reader, expression: Expression | undefined): StartFrom | null {
  if (expression === undefined) return null;
  const call = callIn(expression);
  const inner = call?.name === 'weights' ? call.positional[0] : expression;
  const weightsOnly = call?.name === 'weights';
  if (inner?.kind === 'string') return { from: { kind: 'path', path: inner.value }, weightsOnly };
  const name = inner && callIn(inner)?.name;
  if (name !== undefined && reader.runs.includes(name))
    return { from: { kind: 'run', name }, weightsOnly };
  unknownName(reader, expression, 'run', name ?? 'this', reader.runs);
  return null;
}

function readStop(reader: Reader, expression: Expression | undefined): number | null {
  if (expression === undefined) return null;
  const call = callIn(expression);
  if (call?.name === 'patience') return numberArgument(call, 'epochs', 0, 5);
  const epochs = numberIn(expression) ?? 8;
  wrong(reader, expression, '`stop`', '`patience(8)`', [`patience(${epochs})`]);
  return null;
}

/** `every(5)`, in epochs; null for now and then. */
function readCheckpoint(reader: Reader, expression: Expression | undefined): number | null {
  if (expression === undefined) return null;
  const call = callIn(expression);
  const epochs = call?.name === 'every' ? numberArgument(call, 'epochs', 0, 0) : 0;
  if (Number.isSafeInteger(epochs) && epochs >= 1) return epochs;
  const meant = Math.max(1, Math.round(numberIn(expression) ?? (epochs || 5)));
  wrong(reader, expression, '`checkpoint`', '`every(5)`, in whole epochs', [`every(${meant})`]);
  return null;
}

function readMissing(
  reader: Reader,
  expression: Expression | undefined,
  model: ModelOfTrain,
): Record<string, number> {
  if (expression === undefined) return {};
  const call = callIn(expression);
  if (call?.name !== 'rates') {
    const rate = numberIn(expression) ?? 0.2;
    const meant = model.modalities.map((name) => `rates(${name}: ${rate})`);
    wrong(reader, expression, '`missing`', '`rates(ear: 0.2)`, a rate by modality,', meant);
    return {};
  }
  const rates: Record<string, number> = {};
  for (const [modality, value] of call.named) {
    const rate = numberIn(value);
    if (!model.modalities.includes(modality)) {
      const label = call.names.get(modality) ?? value;
      unknownName(reader, label, 'modality', modality, model.modalities);
    } else if (rate === undefined || rate < 0 || rate > 1) {
      wrong(reader, value, `The rate of \`${modality}\``, 'a number from 0 to 1');
    } else rates[modality] = rate;
  }
  return rates;
}

function readPrecision(reader: Reader, expression: Expression | undefined): 'f32' | 'f64' {
  if (expression === undefined) return 'f32';
  const name = callIn(expression)?.name;
  if (name === 'f32' || name === 'f64') return name;
  wrong(reader, expression, '`precision`', '`f32` or `f64`', ['f32', 'f64']);
  return 'f32';
}

function readObjective(
  reader: Reader,
  declaration: TrainDeclaration,
  expression: Expression | undefined,
  model: ModelOfTrain,
): string {
  const { objectives } = model;
  if (expression === undefined) {
    if (objectives.length <= 1) return objectives[0] ?? '';
    reader.diagnostics.push(
      diagnose(
        'objective-unclear',
        'default',
        at(reader, { span: headOf(declaration) }),
        {
          model: model.name,
          names: objectives.map((name) => `\`${name}\``).join(', '),
        },
        {
          help: 'Let this run or stage choose one, or add them up in the model.',
          fixes: objectives.map((name) => chooseObjective(reader, declaration, name)),
        },
      ),
    );
    return objectives[0] ?? '';
  }
  const name = callIn(expression)?.name ?? '';
  if (objectives.includes(name)) return name;
  unknownName(reader, expression, 'objective', name === '' ? 'this' : name, objectives);
  return objectives[0] ?? '';
}

/** A declaration without its settings. */
function headOf({ span, settings }: TrainDeclaration): TrainDeclaration['span'] {
  const inside = settings !== null && settings.span.start > span.start;
  return inside ? { start: span.start, end: settings.span.start - 1 } : span;
}

function chooseObjective(reader: Reader, { settings, span }: TrainDeclaration, name: string): Fix {
  const text = `objective: ${name}`;
  const end = settings === null ? span.end : settings.span.start + 1;
  const place = at(reader, { span: { start: end, end } });
  const put = settings === null ? ` {\n  ${text}\n}` : `\n  ${text}`;
  return replacement(`Add \`${text}\``, place, put);
}
