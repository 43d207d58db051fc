import type { Program } from './program.ts';

/** Parameters that enter a node, by index, ascending. */
export function parametersBehind({ nodes }: Pick<Program, 'nodes'>, node: number): number[] {
  const seen = new Set<number>();
  const open = [node];
  const found = new Set<number>();
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (seen.has(each)) continue;
    seen.add(each);
    const { operation, inputs } = nodes[each]!;
    if (operation.kind === 'parameter') found.add(operation.index);
    open.push(...inputs);
  }
  return [...found].sort((a, b) => a - b);
}

/** Is a parameter of this path trained, by what `only` and `freeze` say? Both name path prefixes. */
export function isTrained(
  path: string,
  { only, freeze }: { readonly only: readonly string[] | null; readonly freeze: readonly string[] },
): boolean {
  const isBelow = (prefix: string): boolean => path === prefix || path.startsWith(`${prefix}/`);
  return (only === null || only.some(isBelow)) && !freeze.some(isBelow);
}
