import { takesWholeSplit } from '../program/index.ts';
import type {
  AlignedField,
  FilePaths,
  Optimizer,
  Run,
  Schedule,
  Source,
  Split,
  Stage,
  TrainSettings,
} from '../program/index.ts';
import { executionRows } from './execution-rows.ts';

/** How the run was trained and on what, as rows of a table. */
export function settingRows({ program, data, train }: Run): (readonly [string, string])[] {
  const rows: (readonly [string, string])[] = [];
  if (data) {
    rows.push(
      ['data', `${data.name} = ${sourceText(data.source)}`],
      ['split', splitText(data.split)],
    );
    if (data.take !== null) rows.push(['take', String(data.take)]);
  }
  if (train && program.objectives.length === 0) {
    rows.push(['precision', train.precision], ...executionRows(train));
  } else if (train) {
    rows.push(...(train.stages.length > 0 ? stageRows(train) : optimisationRows(train)), [
      'precision',
      train.precision,
    ]);
    rows.push(...executionRows(train));
    const rates = Object.entries(train.missing).map(([name, rate]) => `${name}: ${rate}`);
    if (rates.length > 0) rows.push(['missing', `rates(${rates.join(', ')})`]);
    if (train.objective !== '') rows.push(['objective', train.objective]);
  }
  return rows;
}

function stageRows({ stages, rounds }: TrainSettings): (readonly [string, string])[] {
  const rows = stages.map((stage): readonly [string, string] => {
    const texts = optimisationRows(stage).map(([name, value]) =>
      name === 'optimizer' ? value : `${name} ${value}`,
    );
    return [`stage ${stage.name}`, texts.join(', ')];
  });
  return rounds === 1 ? rows : [...rows, ['rounds', String(rounds)]];
}

function optimisationRows(stage: Omit<Stage, 'name'>): (readonly [string, string])[] {
  const { optimizer, epochs, patience } = stage;
  return [
    ['optimizer', optimizerText(optimizer)],
    [takesWholeSplit(optimizer) ? 'steps' : 'epochs', String(epochs)],
    ['batch', batchText(stage)],
    ['stop', patience === null ? 'after the last epoch' : `patience(${patience})`],
  ];
}

function batchText({ optimizer, batch }: Pick<Stage, 'optimizer' | 'batch'>): string {
  return takesWholeSplit(optimizer) ? `the training split, ${batch} at a time` : String(batch);
}

function optimizerText(optimizer: Optimizer): string {
  const options = Object.entries(optimizer).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'number' ? [`${name}: ${value}`] : [],
  );
  const call = options.length > 0 ? `${optimizer.kind}(${options.join(', ')})` : optimizer.kind;
  return 'schedule' in optimizer ? `${call}${scheduleText(optimizer.schedule)}` : call;
}

function sourceText(source: Source): string {
  if (source.kind === 'synthetic')
    return `synthetic("${source.generator}", samples: ${source.samples}, seed: ${source.seed})`;
  if (source.kind === 'aligned') {
    const fields = Object.entries(source.fields);
    return `aligned(${fields.map(([name, field]) => `${name}: ${fieldText(field)}`).join(', ')})`;
  }
  const words =
    source.kind === 'windows' ? `, context: ${source.context}, next: ${source.next}` : '';
  return `${source.kind}(${pathsText(source.paths)}${words})`;
}

function fieldText(field: AlignedField): string {
  return field.kind === 'blocks' ? `blocks(${field.rows})` : `${field.kind}("${field.path}")`;
}

function pathsText(paths: FilePaths): string {
  if (paths.kind === 'one') return `"${paths.path}"`;
  const { train, validate, test } = paths;
  return Object.entries({ train, validate, test })
    .flatMap(([part, path]) => (path === null ? [] : [`${part}: "${path}"`]))
    .join(', ');
}

function splitText(split: Split): string {
  switch (split.kind) {
    case 'fractions': {
      const validate = split.validate > 0 ? `, validate: ${split.validate}` : '';
      return `fractions(train: ${split.train}${validate}, test: ${split.test}${groupText(split.group)})`;
    }
    case 'folds':
      return `folds(${split.count}${groupText(split.group)})`;
    case 'column':
      return `column("${split.column}")`;
    case 'files':
      return 'one file for each';
  }
}

function groupText(group: string | null): string {
  return group === null ? '' : `, group: "${group}"`;
}

function scheduleText(schedule: Schedule): string {
  if (schedule.kind === 'constant') return '';
  if (schedule.kind === 'step') return `, times ${schedule.factor} every ${schedule.every} epochs`;
  return `, a cosine down to zero${schedule.warmup > 0 ? ` after ${schedule.warmup} epochs of rise` : ''}`;
}
