import type { Call, CircuitDeclaration, GateStep } from '../../grammar/tree.ts';
import { lookup, type World } from '../1-resolve/world.ts';
import { find, type Scope } from './inferred.ts';

/** Could applying this circuit drop a qubit? Told from the text: its own body, what it calls, its arguments. */
export function mayDrop(world: World, scope: Scope, call: Call): boolean {
  return callDrops(world, scope, call, new Set());
}

function callDrops(world: World, scope: Scope, call: Call, seen: Set<CircuitDeclaration>): boolean {
  const named = find(scope, call.name.text);
  const [from, target] = named?.kind === 'callable' ? [named.scope, named.call] : [scope, call];
  return (
    nameDrops(world, from.path, target.name.text, seen) ||
    [...target.arguments, ...call.arguments].some(
      ({ value }) => value.kind === 'call' && callDrops(world, from, value, seen),
    )
  );
}

function nameDrops(
  world: World,
  path: string,
  name: string,
  seen: Set<CircuitDeclaration>,
): boolean {
  if (name === 'drop') return true;
  const declared = lookup(world, path, name);
  if (declared?.kind !== 'circuit' || seen.has(declared.declaration)) return false;
  seen.add(declared.declaration);
  return declared.declaration.body.steps.some((step) =>
    stepDrops(world, declared.path, step, seen),
  );
}

function stepDrops(
  world: World,
  path: string,
  step: GateStep,
  seen: Set<CircuitDeclaration>,
): boolean {
  const inside = (block: { readonly steps: readonly GateStep[] }): boolean =>
    block.steps.some((one) => stepDrops(world, path, one, seen));
  switch (step.kind) {
    case 'operation':
      return (
        nameDrops(world, path, step.name.text, seen) ||
        step.arguments.some(
          ({ value }) => value.kind === 'call' && nameDrops(world, path, value.name.text, seen),
        )
      );
    case 'for':
    case 'repeat':
    case 'control':
    case 'inverse':
      return inside(step.body);
    case 'if':
      return (
        inside(step.then) ||
        (step.else !== null &&
          (step.else.kind === 'if' ? stepDrops(world, path, step.else, seen) : inside(step.else)))
      );
    case 'let':
    case 'param':
    case 'fit':
    case 'require':
      return false;
  }
}
