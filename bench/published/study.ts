import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** One data set of the study, with the settings that its search chose for a model there. */
export interface Member {
  /** As the study calls it. */
  readonly data: string;
  /** The same settings in the words of our models, by key of `--set`. */
  readonly settings: Readonly<Record<string, string>>;
  /** Test accuracies of the study, a seed each. */
  readonly published: readonly number[];
}

/** A model of the study on one family of its data sets. */
export interface StudyRow {
  readonly model: string;
  /** The same model in the language, in this folder. */
  readonly file: string;
  /** The `train` declaration there. */
  readonly run: string;
  readonly members: readonly Member[];
}

/**
 * What Bowles, Ahmed and Schuld (2024, "Better than classical? The subtle art of benchmarking quantum machine learning
 * models") found, from the result files that they published: for each model and data set the best settings of their grid
 * search and the test accuracies with these (https://github.com/XanaduAI/qml-benchmarks, paper/results, Apache-2.0).
 */
export function readStudy(): StudyRow[] {
  const records = parse<Record<Column, string>>(
    readFileSync(join(import.meta.dirname, 'study.csv'), 'utf8'),
    { columns: true },
  );
  const rows = new Map<string, StudyRow>();
  for (const { model, file, run, data, settings, test } of records) {
    const key = `${model} ${run}`;
    const member = {
      data,
      settings: Object.fromEntries(settings.split('; ').map(keyAndValue)),
      published: test.split(' ').map(Number),
    };
    rows.set(key, { model, file, run, members: [...(rows.get(key)?.members ?? []), member] });
  }
  return [...rows.values()];
}

type Column = 'model' | 'file' | 'run' | 'data' | 'settings' | 'test';

function keyAndValue(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}
