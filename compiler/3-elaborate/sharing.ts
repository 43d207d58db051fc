import type { Location } from '../diagnostics/diagnostic.ts';
import type { Frame } from './frame.ts';
import { refuse } from './report.ts';
import type { Callable, Copy } from './value.ts';

/** A `let` makes one copy of a circuit or function: all uses of the name share its weights. */
export function createCopy(frame: Frame, name: string, callable: Callable): Callable {
  const copy: Copy = {
    name,
    path: [...frame.path, name],
    loops: frame.loops,
    passes: new Map(),
    first: null,
  };
  return { ...callable, copy };
}

/** Paths, loops and weights for the body of a callable that is about to be applied. */
export function startSharing(
  frame: Frame,
  callable: Callable,
  element: string,
  use: string,
): Pick<Frame, 'path' | 'trace' | 'loops' | 'sharing'> {
  const { copy } = callable;
  if (copy === null) {
    const { loops, sharing } = frame;
    return { path: [...frame.path, element], trace: [...frame.trace, element], loops, sharing };
  }
  const { path, loops, name } = copy;
  const trace = callable.callee.kind === 'circuit' ? [...frame.trace, name] : path;
  return { path, trace, loops, sharing: { copy, reached: new Map(), use } };
}

/** After an application: the copy must have been used exactly as the first time. */
export function endSharing(inner: Frame, callable: Callable, at: Location): void {
  const { copy } = callable;
  if (copy === null || inner.sharing?.copy !== copy) return;
  const { use } = inner.sharing;
  if (copy.first === null) {
    copy.first = { at, text: use };
    return;
  }
  for (const [path, passes] of copy.passes) {
    const reached = inner.sharing.reached.get(path) ?? 0;
    if (reached !== passes.length) differ(copy, at, use);
  }
}

/** Refuses a use whose sizes differ from those of the first. */
export function differ(copy: Copy, at: Location, use: string): never {
  refuse(
    'shared-sizes-differ',
    'default',
    at,
    { name: copy.name, first: copy.first?.text ?? '', second: use },
    {
      related: copy.first === null ? [] : [{ at: copy.first.at, label: 'first used here' }],
      help: 'Write the circuit inline at one of the two places, to give it weights of its own.',
    },
  );
}
