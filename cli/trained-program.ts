import { readRunRecord } from '../runtime/checkpoint/index.ts';
import { UserProblem } from '../runtime/program/problem.ts';
import type { Program, Run } from '../runtime/program/index.ts';
import { readBegun } from './begun.ts';
import { nodeHost } from './host.ts';

/**
 * The run of a file that was trained, if the file still says what was trained.
 *
 * @param name of the trained run
 * @throws UserProblem where the model was changed since
 */
export async function readTrainedProgram(name: string, file: string): Promise<Run> {
  const { path, request } = await readBegun(name, file);
  const trained = readRunRecord(nodeHost(), path).run;
  if (meaning(trained.program) === meaning(request.run.program)) return request.run;
  throw new UserProblem({
    code: 'run-changed',
    message: `\`${file}\` no longer says what was trained in \`${path}\`.`,
    help: 'Train it again, or compile the source that the run keeps in its run.json.',
    file: path,
  });
}

/** What a Program computes, wherever its text lies. */
function meaning(program: Program): string {
  return JSON.stringify({ ...program, sources: [], origins: [] });
}
