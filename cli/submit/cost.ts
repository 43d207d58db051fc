import { machineSeconds, type Submission } from '../../runtime/hardware/index.ts';

/** What a submission will take of a machine. */
export interface SubmissionCost {
  readonly jobs: number;
  /** A circuit with its values in one basis of measurement counts once. */
  readonly circuits: number;
  /** Circuits times their shots. */
  readonly shots: number;
  /** Of all bodies. */
  readonly bytes: number;
  /** Of the machine, roughly. */
  readonly seconds: number;
}

export function costOf(
  { jobs }: Pick<Submission, 'jobs'>,
  bodies: ReadonlyMap<string, string>,
): SubmissionCost {
  const pubs = jobs.flatMap((job) => job.pubs);
  const circuitsOf = ({ parametric, samples, circuits }: (typeof pubs)[number]): number =>
    circuits * (parametric ? samples.length : 1);
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
  const shots = sum(pubs.map((pub) => circuitsOf(pub) * pub.shots));
  return {
    jobs: jobs.length,
    circuits: sum(pubs.map(circuitsOf)),
    shots,
    bytes: sum([...bodies.values()].map((body) => new TextEncoder().encode(body).length)),
    seconds: machineSeconds(jobs.length, shots),
  };
}
