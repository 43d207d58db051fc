import { dirname, resolve } from 'node:path';
import { sourceHash } from '../../runtime/checkpoint/files.ts';
import { intervalOf, within } from '../../runtime/compare/index.ts';
import { readableJson } from '../../runtime/checkpoint/json.ts';
import { UserProblem } from '../../runtime/program/problem.ts';
import { chooseOne } from '../choose-runs.ts';
import { toCsv } from '../csv.ts';
import { defineCommand, type Outcome } from '../command.ts';
import { chooseEngine } from '../engine/engines.ts';
import { exitCode, UsageError } from '../exit.ts';
import { nodeHost } from '../host.ts';
import { unlessInterrupted } from '../interrupt.ts';
import { withLock } from '../lock.ts';
import { wholeNumber } from '../numbers.ts';
import { changeRun } from '../overrides.ts';
import { nextFolder } from '../run-folder.ts';
import type { Session } from '../session.ts';
import { parseSettings, readValidSource } from '../source.ts';
import { carryOut } from '../sweep/carry-out.ts';
import { parseGrid, pointsOf } from '../sweep/grid.ts';
import { planRuns, type RunResult, type SweepPlan } from '../sweep/plan.ts';
import { openStore, readPlan } from '../sweep/store.ts';
import { settingsText, sweptPoints, tableRows } from '../sweep/table.ts';
import { sweepTable } from '../sweep/sweep-table.ts';
import { sweepPage } from '../../runtime/report/index.ts';

interface SweepArguments {
  readonly file: string | undefined;
  readonly name: string | undefined;
  readonly grid: readonly string[] | undefined;
  readonly seeds: string | undefined;
  readonly seed: string | undefined;
  readonly data: string | undefined;
  readonly set: readonly string[] | undefined;
  readonly on: string;
  readonly out: string | undefined;
  readonly resume: string | undefined;
}

export const sweepCommand = defineCommand<SweepArguments>({
  options: (yargs) =>
    yargs
      .positional('file', { type: 'string', describe: '.qmm file; not needed with --resume' })
      .positional('name', { type: 'string', describe: 'one of its `train` declarations' })
      .option('grid', {
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'KEY=V1,V2…: values of a setting that `--set` takes; several make a grid',
      })
      .option('seeds', {
        type: 'string',
        requiresArg: true,
        describe: 'how many seeds each choice is trained with (1)',
      })
      .option('seed', { type: 'string', requiresArg: true, describe: 'the first of them' })
      .option('data', {
        type: 'string',
        requiresArg: true,
        describe: 'another table, or its folder',
      })
      .option('set', {
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'KEY=VALUE: a setting that all runs share',
      })
      .option('on', {
        type: 'string',
        default: 'local',
        requiresArg: true,
        describe: 'where runs are carried out: `local` takes all cores of this computer',
      })
      .option('out', {
        type: 'string',
        requiresArg: true,
        describe: 'folder of the sweep; the same command again goes on in it',
      })
      .option('resume', {
        type: 'string',
        requiresArg: true,
        describe: 'folder of a sweep to go on with',
      }),
  run: async (given, session) => {
    const engine = chooseEngine(given.on);
    const { plan, folder } = await planOf(given);
    const help = 'Wait for it, or end it; the same command goes on then.';
    const results = await withLock(folder, { what: 'sweep', help }, () =>
      unlessInterrupted(session, async (signal) => {
        const store = openStore(folder, plan, nodeHost());
        session.err.write(`${plan.runs.length} runs in ${folder}, ${engine.slots} at once\n`);
        let ended = 0;
        return carryOut(plan, store, engine, {
          signal,
          onEnd: (run, result, isNew) => {
            ended += 1;
            if (!isNew) return;
            const text = result.ended === 'well' ? '' : `: ${result.problem}`;
            const what = [settingsText(run.settings), `seed ${run.seed}`].filter(
              (part) => part !== '',
            );
            session.err.write(`${ended}/${plan.runs.length}  ${what.join(', ')}${text}\n`);
          },
        });
      }),
    );
    if (results === null) {
      return {
        fields: { sweep: folder, interrupted: true },
        text: `interrupted\n\ngo on with  qmm sweep --resume ${folder}\n`,
        exit: exitCode.interrupted,
      };
    }
    return describe(plan, folder, results, session);
  },
});

async function planOf(
  given: SweepArguments,
): Promise<{ readonly plan: SweepPlan; readonly folder: string }> {
  if (given.resume !== undefined) return { plan: await planAgain(given), folder: given.resume };
  const { file, data } = given;
  if (file === undefined) throw new UsageError('`qmm sweep` needs FILE, or `--resume DIR`.');
  const set = parseSettings(given.set ?? []);
  const points = pointsOf(parseGrid(given.grid ?? []));
  const [first, ...others] = points;
  const { runs, sources } = await readValidSource(file, { set: { ...set, ...first } });
  const run = chooseOne(runs, file, given.name, 'sweep');
  // A choice that the compiler refuses is told before anything is trained.
  for (const point of others) await readValidSource(file, { set: { ...set, ...point } });
  changeRun(run, data === undefined ? {} : { data }, resolve(dirname(file)));
  const start = given.seed === undefined ? (run.train?.seed ?? 0) : wholeNumber('seed', given.seed);
  const count = given.seeds === undefined ? 1 : wholeNumber('seeds', given.seeds);
  if (count === 0) throw new UsageError('`--seeds 0` trains nothing.', 'For example: `--seeds 5`.');
  const plan: SweepPlan = {
    format: 'qmm-sweep',
    version: 1,
    file,
    name: run.name,
    source: sourceHash(Object.fromEntries(sources)),
    data: data ?? null,
    set,
    runs: planRuns(
      points,
      Array.from({ length: count }, (_, index) => start + index),
    ),
  };
  return { plan, folder: given.out ?? nextFolder('sweeps', run.program.model).path };
}

/** The plan of a sweep that was begun, if its file still says the same. */
async function planAgain(given: SweepArguments): Promise<SweepPlan> {
  const folder = given.resume!;
  const { file, name, grid, seeds, seed, data, set, out } = given;
  const more = Object.entries({ file, name, grid, seeds, seed, data, set, out }).find(
    ([, value]) => value !== undefined,
  );
  if (more) {
    const word = more[0] === 'file' || more[0] === 'name' ? String(more[1]) : `--${more[0]}`;
    throw new UsageError(
      `\`--resume\` goes on with a sweep as it was begun, so \`${word}\` cannot be given.`,
      'Leave it out, or start a new sweep without `--resume`.',
    );
  }
  const plan = readPlan(folder);
  if (plan === undefined) {
    throw new UserProblem({
      code: 'run-not-found',
      message: `There is no sweep in \`${folder}\`.`,
      help: '`qmm sweep FILE --grid KEY=V1,V2` begins one.',
      file: folder,
    });
  }
  const first = plan.runs[0]?.settings ?? {};
  const { sources } = await readValidSource(plan.file, { set: { ...plan.set, ...first } });
  if (sourceHash(Object.fromEntries(sources)) === plan.source) return plan;
  throw new UserProblem({
    code: 'run-changed',
    message: `\`${plan.file}\` is not what the sweep in \`${folder}\` was begun with.`,
    help: 'Restore it, or begin a new sweep.',
    file: plan.file,
  });
}

function describe(
  plan: SweepPlan,
  folder: string,
  results: readonly RunResult[],
  session: Session,
): Outcome {
  const host = nodeHost();
  const rows = tableRows(plan, results);
  host.write(`${folder}/table.csv`, toCsv(rows));
  host.write(`${folder}/table.json`, readableJson({ runs: rows }));
  const failed = results.filter(({ ended }) => ended === 'badly').length;
  const fields = { sweep: folder, runs: rows, failed };
  const swept = sweptPoints(plan, results);
  if (!swept) return { fields, text: `No run has ended well.\n\ntable   ${folder}/table.csv\n` };
  const { metric, points } = swept;
  const summed = points
    .filter(({ scores }) => scores.length > 0)
    .map(({ settings, scores }) => ({
      name: settingsText(settings),
      scores,
      ...within(intervalOf(scores, { overlap: 0 }), metric),
    }));
  const title = `${plan.name} swept`;
  host.write(`${folder}/report.html`, sweepPage({ title, metric, rows: summed, runs: rows }));
  return {
    fields,
    text: `${sweepTable(swept, session.out.paint)}\ntable   ${folder}/table.csv\nreport  ${folder}/report.html\n`,
  };
}
