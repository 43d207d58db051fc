import { availableParallelism } from 'node:os';
import type { Report } from '../bench.ts';
import { type Case, cases } from '../train/cases.ts';
import { gatherCompany } from '../train/company.ts';
import { contest } from '../train/contest.ts';
import { readOptions } from '../train/options.ts';
import { progressLines } from '../train/progress.ts';
import { type Result, rowOf } from '../train/result.ts';

const FULL = { rounds: 9, seconds: 0.3, limitSeconds: 25, openSeconds: 240 };
const QUICK = { rounds: 5, seconds: 0.1, limitSeconds: 8, openSeconds: 90 };

/**
 * Training beside other packages, each in a process of its own, round by round in turns: the same circuits, the same
 * values, the same loss, with what they find compared. `--only W`, `--peers qulacs,…`, `--quick`.
 */
export async function run(words: readonly string[]): Promise<Report> {
  const options = readOptions(words);
  const progress = progressLines();
  const company = gatherCompany(progress);
  const settings = { ...(options.quick ? QUICK : FULL), peers: options.peers };
  const results: Result[] = [];
  try {
    for (const one of cases.filter((each) => isChosen(each, options.only, options.quick))) {
      results.push(...(await contest(one, company, settings, progress)));
    }
    return {
      notes: notes(company.versions()),
      rows: results.map(rowOf),
    };
  } finally {
    company.dismiss();
  }
}

function isChosen(one: Case, only: readonly string[] | undefined, quick: boolean): boolean {
  if (only !== undefined) return only.some((name) => name === one.section || name === one.title);
  return one.quick || !quick;
}

function notes(versions: Readonly<Record<string, string>>): string[] {
  const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${availableParallelism()} cores; ${list.join(', ')}.`,
    'first: seconds of the peer’s first call, tracing and compiling included. theirs, ours: milliseconds of one loss and',
    'gradient (or value), the median of the rounds; …Half: half of the rounds lie between. ratio: theirs over ours, round',
    'by round. training: theirs over our whole training step (rows gathered, graph, optimiser and scores too).',
    'agrees: largest distance of loss and gradient entries, which may be 1e-5.',
  ];
}
