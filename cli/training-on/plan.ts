import type { Run } from '../../runtime/program/run.ts';
import type { Outcome } from '../command.ts';
import { circuitFigures } from '../estimate.ts';
import type { Session } from '../session.ts';
import { nodeNetwork } from '../submit/network.ts';
import { drawTable, duration, percent } from '../table.ts';
import { openTrainingMachine } from './open.ts';
import { MACHINE_RULE } from './tell.ts';

/** What trainings would take of a machine, of which nothing is run. @throws UserProblem */
export async function planOnMachine(
  target: string,
  runs: readonly Run[],
  base: string,
  session: Session,
): Promise<Outcome> {
  const network = nodeNetwork(new AbortController().signal);
  const on = await openTrainingMachine(target, runs, network, true);
  if (on.machine.remark !== '') session.err.write(`${on.machine.remark}\n`);
  const plans = runs.map((run) => {
    const cost = on.costOf(run, base);
    const { successProbability } = circuitFigures(run, on.machine.device);
    return {
      run: run.name,
      ...cost,
      ...(successProbability === undefined ? {} : { successProbability }),
    };
  });
  const rows = plans.map(({ run, steps, step, whole, successProbability }) => [
    run,
    ...[steps, whole?.jobs, step?.circuits, whole?.circuits, whole?.shots].map(
      (number) => number?.toLocaleString('en') ?? '',
    ),
    successProbability === undefined ? '' : percent(successProbability),
    whole === undefined ? '' : duration(whole.seconds),
  ]);
  const headers = [
    'run',
    'steps',
    'jobs',
    'circuits a step',
    'circuits',
    'shots',
    'a shot succeeds',
    'of the machine, about',
  ];
  return {
    fields: { target, plans },
    text: drawTable(headers, rows, session.out.paint) + MACHINE_RULE,
  };
}
