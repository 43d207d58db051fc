import type { JobStatus, Service } from '../../runtime/hardware/index.ts';
import type { Python } from './python.ts';

/**
 * Simulators on this machine as a service: the very body that would go over the wire is decoded and run by the packages of
 * who would get it. A job is its body's tag; one that a process which ended had begun is begun anew, because it costs nothing.
 * @param machine a fake machine's name, `aer`, or `local` of Braket
 * @param bodies by tag
 */
export function createPythonService(
  python: Python,
  machine: string,
  seed: number,
  bodies: ReadonlyMap<string, string>,
): Service {
  const results = new Map<string, Promise<string>>();
  const resultOf = (tag: string): Promise<string> => {
    const begun = results.get(tag) ?? python.run(machine, seed, bodies.get(tag)!);
    results.set(tag, begun);
    return begun;
  };
  return {
    find: () => Promise.resolve(undefined),
    submit: (body) => {
      const [tag] = [...bodies].find(([, text]) => text === body)!;
      return Promise.resolve({ kind: 'accepted', id: tag });
    },
    async status(id): Promise<JobStatus> {
      try {
        await resultOf(id);
        return { state: 'completed' };
      } catch (error) {
        return { state: 'failed', reason: error instanceof Error ? error.message : String(error) };
      }
    },
    results: resultOf,
    cancel: () => Promise.resolve(),
  };
}
