import type { Run, Schedule, Source, Split } from '../program/index.ts';

/** How the run was trained and on what, as rows of a table. */
export function settingRows({ data, train }: Run): (readonly [string, string])[] {
  const rows: (readonly [string, string])[] = [];
  if (data) {
    rows.push(
      ['data', `${data.name} = ${sourceText(data.source)}`],
      ['split', splitText(data.split)],
    );
    if (data.take !== null) rows.push(['take', String(data.take)]);
  }
  if (train) {
    const { optimizer } = train;
    rows.push(
      [
        'optimizer',
        `${optimizer.kind}(rate: ${optimizer.rate})${scheduleText(optimizer.schedule)}`,
      ],
      ['epochs', String(train.epochs)],
      ['batch', String(train.batch)],
      ['precision', train.precision],
      ['stop', train.patience === null ? 'after the last epoch' : `patience(${train.patience})`],
    );
    const rates = Object.entries(train.missing).map(([name, rate]) => `${name}: ${rate}`);
    if (rates.length > 0) rows.push(['missing', `rates(${rates.join(', ')})`]);
    if (train.objective !== '') rows.push(['objective', train.objective]);
  }
  return rows;
}

function sourceText(source: Source): string {
  if (source.kind === 'synthetic')
    return `synthetic("${source.generator}", samples: ${source.samples}, seed: ${source.seed})`;
  const { paths } = source;
  if (paths.kind === 'one') return `${source.kind}("${paths.path}")`;
  const validate = paths.validate === null ? '' : `, validate: "${paths.validate}"`;
  return `${source.kind}(train: "${paths.train}"${validate}, test: "${paths.test}")`;
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
