import { sharedDefinitions } from '../shared-definitions.ts';

/**
 * Gates that `stdgates.inc` lacks, written with those it has; each is exactly Qiskit's gate of that name, and `prx` its
 * `r`. Parameters are in the order of their names, in which Qiskit's reader gives them their values.
 */
const DEFINITIONS: Readonly<Record<string, readonly string[]>> = {
  sxdg: ['gate sxdg a { inv @ sx a; }'],
  rzz: sharedDefinitions.rzz,
  zz: sharedDefinitions.zz,
  prx: ['gate prx(alpha, phi) a { rz(-phi) a; rx(alpha) a; rz(phi) a; }'],
  gpi: sharedDefinitions.gpi,
  gpi2: ['gate gpi2(phi) a { rz(-phi) a; sx a; rz(phi) a; }'],
  rxx: sharedDefinitions.rxx,
  ryy: sharedDefinitions.ryy,
  iswap: sharedDefinitions.iswap,
  iswapdg: sharedDefinitions.iswapdg,
  ecr: sharedDefinitions.ecr,
};

/** The definitions that a text with these gates needs, in a fixed order. */
export function definitionLines(used: ReadonlySet<string>): readonly string[] {
  return Object.entries(DEFINITIONS).flatMap(([name, lines]) => (used.has(name) ? lines : []));
}
