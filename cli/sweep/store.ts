import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { readableJson } from '../../runtime/checkpoint/json.ts';
import type { Host } from '../../runtime/host.ts';
import { UserProblem } from '../../runtime/program/problem.ts';
import { readText } from '../host.ts';
import { planSchema, resultSchema, type RunResult, type SweepPlan } from './plan.ts';

/**
 * A sweep on disk: `sweep.json`, the runs, and a journal with a file for each run that has ended. A file is written
 * beside its place and renamed, so a run either has ended or is done again, whenever the computer stops.
 */
export interface SweepStore {
  readonly folder: string;
  resultOf(id: string): RunResult | undefined;
  /** A folder for a run that is begun, of this process alone: one that was killed may have left another behind. */
  begin(id: string): string;
  /** Puts the folder of a run in its place, and the run into the journal. */
  end(id: string, result: RunResult): void;
}

/**
 * Begins a sweep in a folder, or goes on with the same one.
 * @throws UserProblem where the folder holds something else
 */
export function openStore(folder: string, plan: SweepPlan, host: Host): SweepStore {
  const path = join(folder, 'sweep.json');
  const before = readPlan(folder);
  if (before === undefined) {
    refuseForeign(folder);
    host.write(path, readableJson(plan));
  } else if (JSON.stringify(before) !== JSON.stringify(plan)) {
    throw new UserProblem({
      code: 'run-changed',
      message: `\`${folder}\` holds another sweep: of another source, grid, number of seeds or data.`,
      help: 'Take another folder for this one.',
      file: path,
    });
  }
  const partial = join(folder, 'partial');
  rmSync(partial, { recursive: true, force: true });
  const attempt = (id: string): string => join(partial, `${id}-${process.pid}`);
  const journal = (id: string): string => join(folder, 'journal', `${id}.json`);
  return {
    folder,
    resultOf: (id) => {
      const text = readText(journal(id));
      return text === undefined ? undefined : v.parse(resultSchema, JSON.parse(text));
    },
    begin: (id) => {
      rmSync(attempt(id), { recursive: true, force: true });
      return attempt(id);
    },
    end: (id, result) => {
      const place = join(folder, 'runs', id);
      // It may have been moved there just before a sweep was killed.
      rmSync(place, { recursive: true, force: true });
      if (existsSync(attempt(id))) {
        mkdirSync(join(folder, 'runs'), { recursive: true });
        renameSync(attempt(id), place);
      }
      host.write(journal(id), readableJson(result));
    },
  };
}

/** The plan of a folder that holds a sweep. @throws UserProblem where it is damaged */
export function readPlan(folder: string): SweepPlan | undefined {
  const path = join(folder, 'sweep.json');
  const text = readText(path);
  if (text === undefined) return undefined;
  try {
    return v.parse(planSchema, JSON.parse(text));
  } catch {
    throw new UserProblem({
      code: 'run-damaged',
      message: `\`${path}\` is not what \`qmm sweep\` writes.`,
      help: 'Begin the sweep anew in another folder.',
      file: path,
    });
  }
}

function refuseForeign(folder: string): void {
  const inside = existsSync(folder) ? readdirSync(folder).filter((name) => name !== 'lock') : [];
  if (inside.length === 0) return;
  throw new UserProblem({
    code: 'argument-invalid',
    message: `\`${folder}\` is not empty and holds no sweep.`,
    help: 'Name a folder that is empty or not there yet.',
    file: folder,
  });
}
