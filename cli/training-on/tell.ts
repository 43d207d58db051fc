import {
  type JobEvent,
  SECONDS_OF_EXECUTION,
  SECONDS_OF_JOB,
} from '../../runtime/hardware/index.ts';
import type { MachineCost } from '../../runtime/estimate/index.ts';
import { duration } from '../table.ts';
import type { MachineUse } from './open.ts';

/** Where seconds of a machine come from. */
export const MACHINE_RULE = `Times on a machine are estimates: ${SECONDS_OF_JOB} s a job and ${1000 * SECONDS_OF_EXECUTION} ms a shot, IBM's rule of thumb ("Estimate job run time"), without queues and mitigation.\n`;

/** What a training will take of a machine, in a line. @param target as typed */
export function costText(target: string, cost: MachineCost, shots: number): string {
  const { step, steps, whole } = cost;
  const count = (number: number, what: string): string =>
    `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
  const each = `${count(steps, 'step')} of ${count(step.jobs, 'job')} and ${count(step.circuits, 'circuit')}`;
  return `on ${target}: ${each} with ${shots} shots; about ${duration(whole.seconds)} of a machine by IBM's rule of thumb`;
}

/** How a job goes. @param place fold, epoch and step counted from 0, and the round of the step */
export function eventText(place: string, event: JobEvent): string {
  const [fold = 0, epoch = 0, step = 0, round = 0] = place.split('/').map(Number);
  const at = [
    fold > 0 ? `fold ${fold + 1}, ` : '',
    `epoch ${epoch + 1}, step ${step + 1}`,
    round > 1 ? `, round ${round}` : '',
    `: ${event.job}`,
  ].join('');
  switch (event.kind) {
    case 'submitted':
      return `${at} submitted as ${event.id}`;
    case 'found':
      return `${at} was submitted already, as ${event.id}`;
    case 'waiting':
      return `${at}: ${event.why}; trying again`;
    case 'status': {
      const { state, seconds } = event.status;
      return `${at} ${state}${seconds === undefined ? '' : ` after ${seconds} s of the machine`}`;
    }
  }
}

/** What a training took of a machine. */
export function useText(target: string, { jobs, shots, seconds }: MachineUse): string {
  const time = seconds === undefined ? '' : `, ${duration(seconds)} of the machine`;
  return `${target}  ${jobs.toLocaleString('en')} jobs, ${shots.toLocaleString('en')} shots${time}`;
}
