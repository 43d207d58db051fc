import type { Origin, Program } from './program.ts';

/** Where the sentence stands that asked for a gate; the origin itself where no sentence is around it. */
export function sentenceOrigin({ origins }: Pick<Program, 'origins'>, origin: number): Origin {
  const own = origins[origin]!;
  const last = own.path.findLastIndex((part) => /^(?:encode|fuse|evolve) /.test(part));
  const path = own.path.slice(0, last + 1).join('/');
  return (last < 0 ? undefined : origins.find((one) => one.path.join('/') === path)) ?? own;
}
