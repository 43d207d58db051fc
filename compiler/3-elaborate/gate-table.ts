import type { GateName } from '../../runtime/program/index.ts';

/** How a gate of the language is made of the Program's: a base gate with controls. */
export interface GateShape {
  readonly base: GateName;
  readonly controls: number;
  readonly targets: number;
  readonly angles: number;
}

const shape = (base: GateName, controls: number, targets: number, angles: number): GateShape => ({
  base,
  controls,
  targets,
  angles,
});

const shapes = {
  x: shape('x', 0, 1, 0),
  y: shape('y', 0, 1, 0),
  z: shape('z', 0, 1, 0),
  h: shape('h', 0, 1, 0),
  s: shape('s', 0, 1, 0),
  sdg: shape('sdg', 0, 1, 0),
  t: shape('t', 0, 1, 0),
  tdg: shape('tdg', 0, 1, 0),
  sx: shape('sx', 0, 1, 0),
  rx: shape('rx', 0, 1, 1),
  ry: shape('ry', 0, 1, 1),
  rz: shape('rz', 0, 1, 1),
  p: shape('p', 0, 1, 1),
  cx: shape('x', 1, 1, 0),
  cy: shape('y', 1, 1, 0),
  cz: shape('z', 1, 1, 0),
  ch: shape('h', 1, 1, 0),
  crx: shape('rx', 1, 1, 1),
  cry: shape('ry', 1, 1, 1),
  crz: shape('rz', 1, 1, 1),
  cp: shape('p', 1, 1, 1),
  swap: shape('swap', 0, 2, 0),
  iswap: shape('iswap', 0, 2, 0),
  rxx: shape('rxx', 0, 2, 1),
  ryy: shape('ryy', 0, 2, 1),
  rzz: shape('rzz', 0, 2, 1),
  ccx: shape('x', 2, 1, 0),
  cswap: shape('swap', 1, 2, 0),
} satisfies Record<string, GateShape>;

const gates: ReadonlyMap<string, GateShape> = new Map(Object.entries(shapes));

/** Operations that act on whole registers and are no gates. */
const registerOperations = ['prepare', 'reset', 'drop', 'barrier', 'cut'] as const;

/** What stands before operands without being declared. */
export type OperationName = keyof typeof shapes | (typeof registerOperations)[number];

export const gateNames: readonly string[] = [...gates.keys(), ...registerOperations];

export function gateShape(name: string): GateShape | undefined {
  return gates.get(name);
}

export function isGate(name: string): boolean {
  return gateNames.includes(name);
}
