import { availableParallelism } from 'node:os';
import type { Report, Row } from '../bench.ts';
import { cases } from '../train/cases.ts';
import { gatherCompany } from '../train/company.ts';
import { contest } from '../train/contest.ts';
import { hardwareFigures, latencyFigures } from '../train/figures.ts';
import { readOptions } from '../train/options.ts';
import { progressLines } from '../train/progress.ts';
import { figureRow, rowOf } from '../train/result.ts';
import { wholeTraining } from '../train/whole/compare.ts';

const FULL = { rounds: 9, seconds: 0.3, limitSeconds: 15, openSeconds: 240, processes: 9 };
const QUICK = { rounds: 5, seconds: 0.1, limitSeconds: 8, openSeconds: 90, processes: 3 };

/**
 * Training beside other packages, each in a process of its own, round by round in turns: the same circuits, the same
 * values, the same loss, with what they find compared. Then figures of our own, and a whole training.
 */
export async function run(words: readonly string[]): Promise<Report> {
  const options = readOptions(words);
  const progress = progressLines();
  const company = gatherCompany(progress);
  const settings = {
    ...(options.quick ? QUICK : FULL),
    single: options.quick,
    peers: options.peers,
  };
  const isChosen = (section: string, title: string, isQuick: boolean): boolean =>
    options.only?.some((name) => name === section || name === title) ?? (isQuick || !options.quick);
  const rows: Row[] = [];
  try {
    for (const one of cases) {
      if (!isChosen(one.section, one.title, one.quick)) continue;
      rows.push(...(await contest(one, company, settings, progress)).map(rowOf));
    }
    if (isChosen('figures', 'hardware', true)) {
      rows.push(...(await hardwareFigures(company, settings, progress)).map(figureRow));
    }
    if (isChosen('figures', 'latency', true)) {
      rows.push(...latencyFigures(settings.processes, progress).map(figureRow));
    }
    if (isChosen('whole', 'av-digits', false)) {
      rows.push(...(await wholeTraining(company, options.peers, progress)).map(rowOf));
    }
    return { notes: notes(company.versions()), rows };
  } finally {
    company.dismiss();
  }
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
