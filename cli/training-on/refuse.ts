import { type MachineCost, trainedCircuits } from '../../runtime/estimate/index.ts';
import { requireMeasurable } from '../../runtime/predict/index.ts';
import { needsGradient, type Run, UserProblem } from '../../runtime/program/index.ts';

/** Circuits of a step, shifted ones included: with a thousand shots each, ten hours of a machine. */
const MOST_CIRCUITS = 100_000;

/**
 * What cannot be trained on a machine, or not sensibly.
 * @throws UserProblem that says what to do instead
 */
export function requireTrainableOn(target: string, run: Run, cost: MachineCost | null): void {
  const { program, train } = run;
  const place = train ? { place: train.place } : {};
  const circuits = trainedCircuits(run, 1);
  if (program.objectives.length === 0 || circuits.length === 0) {
    throw new UserProblem({
      code: 'argument-invalid',
      message: `Nothing in \`${run.name}\` trains a circuit, so there is nothing to run on \`${target}\`.`,
      help: 'Train it without `--on`; `qmm submit` runs the circuits of the trained model.',
      ...place,
    });
  }
  requireMeasurable(program);
  if (circuits.some(({ circuit }) => circuit.measurements.some(readsAmplitudes))) {
    throw new UserProblem({
      code: 'target-cannot',
      message: `The objective of \`${run.name}\` compares states by their amplitudes, which no measurement on \`${target}\` tells.`,
      help: 'Train it without `--on`, or towards an objective of expectations or probabilities.',
      ...place,
    });
  }
  if (cost && cost.step.circuits > MOST_CIRCUITS) throw tooMany(target, run, cost);
}

function readsAmplitudes({ kind }: { readonly kind: string }): boolean {
  return kind === 'amplitudes';
}

function tooMany(target: string, { name, train }: Run, { step }: MachineCost): UserProblem {
  const isShifted = train?.gradient === 'shift' && needsGradient(train.optimizer);
  const fewer = isShifted
    ? '`--set gradient=spsa` takes three circuits a sample and `--set optimizer=spsa` two, however many weights there are'
    : 'A smaller `batch` takes fewer';
  return new UserProblem({
    code: 'argument-invalid',
    message: `A step of \`${name}\` runs ${step.circuits.toLocaleString('en')} circuits, each with all its shots, on \`${target}\`.`,
    help: `${fewer}${isShifted ? '; so does a smaller `batch`' : ''}. More than ${MOST_CIRCUITS.toLocaleString('en')} are refused.`,
    ...(train ? { place: train.place } : {}),
  });
}
