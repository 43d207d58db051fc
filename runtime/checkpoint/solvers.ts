import { createHasher } from '../data/hash.ts';
import { sizeOf } from '../graph/kernel.ts';
import type { Solved } from '../graph/solved.ts';
import type { Program } from '../program/index.ts';
import { damaged } from './files.ts';
import type { Checkpoint } from './schema.ts';

type StoredSolver = Checkpoint['solvers'][number];

export function encodeSolver(node: number, { fitted, landmarks }: Solved): StoredSolver {
  const stored: Omit<StoredSolver, 'digest'> = {
    node,
    fitted,
    landmarks: landmarks && {
      count: landmarks.count,
      values: Object.fromEntries(
        [...landmarks.values].map(([of, values]) => [String(of), [...values]]),
      ),
      present: Object.fromEntries(
        [...landmarks.present].map(([name, flags]) => [name, [...flags]]),
      ),
    },
  };
  return { ...stored, digest: digestOf(stored) };
}

/** The fitted solvers, by node. @throws UserProblem `run-damaged` where they do not fit the Program */
export function restoreSolvers(
  { nodes }: Program,
  { solvers }: Checkpoint,
  file: string,
): Map<number, Solved> {
  return new Map(
    solvers.map((solver) => {
      const { node, fitted, landmarks } = solver;
      const described = nodes[node];
      if (described?.operation.kind !== 'solve') {
        throw damaged(file, `node ${node} is no solver of the model`);
      }
      if (!isIntact(solver)) {
        throw damaged(file, `the solver of node ${node} is not the one that its hash was taken of`);
      }
      const values = Object.entries(landmarks?.values ?? {}).map(([name, numbers]) => {
        const of = Number(name);
        const expected = landmarks!.count * sizeOf(nodes[of]?.shape ?? []);
        if (!described.inputs.includes(of) || numbers.length !== expected) {
          throw damaged(file, `the landmarks of the solver of node ${node} do not fit the model`);
        }
        return [of, Float64Array.from(numbers)] as const;
      });
      const present = Object.entries(landmarks?.present ?? {}).map(
        ([name, flags]) => [name, Uint8Array.from(flags)] as const,
      );
      const { count = 0 } = landmarks ?? {};
      return [
        node,
        {
          fitted,
          landmarks: landmarks && { count, values: new Map(values), present: new Map(present) },
        },
      ];
    }),
  );
}

/** Is it what was stored? */
export function isIntact({ digest, ...solver }: StoredSolver): boolean {
  return digestOf(solver) === digest;
}

/** SHA-256 of a solver, whatever the order of its keys. */
function digestOf(solver: Omit<StoredSolver, 'digest'>): string {
  const hasher = createHasher();
  hasher.add(JSON.stringify(solver, sorted));
  return hasher.digest();
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
