import { UserProblem } from '../program/index.ts';
import type { TrainSettings } from '../program/index.ts';

/** @throws UserProblem where a run starts from another one */
export function requireFresh({ start, place }: TrainSettings): void {
  if (start === null) return;
  throw new UserProblem({
    code: 'not-yet',
    message:
      'This run starts from another one, which every contestant would have to repeat; `compare` cannot do that yet.',
    help: 'Compare the run that it starts from, or leave `start` out.',
    place,
  });
}
