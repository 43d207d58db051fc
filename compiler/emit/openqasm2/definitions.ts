import type { GateName } from '../../../runtime/program/index.ts';
import { sharedDefinitions } from '../shared-definitions.ts';

/**
 * Names of gates by number of controls. Readers agree on the gates of the OpenQASM 2 paper only (Cross et al. 2017:
 * u3 u2 u1 cx id x y z h s sdg t tdg rx ry rz cz cy ch ccx crz cu1 cu3); what is defined below comes with the text.
 */
const WRITTEN: Readonly<Partial<Record<GateName, readonly string[]>>> = {
  x: ['x', 'cx', 'ccx'],
  y: ['y', 'cy'],
  z: ['z', 'cz'],
  h: ['h', 'ch'],
  s: ['s'],
  sdg: ['sdg'],
  t: ['t'],
  tdg: ['tdg'],
  sx: ['sx'],
  sxdg: ['sxdg'],
  rx: ['rx', 'crx'],
  ry: ['ry', 'cry'],
  rz: ['rz', 'crz'],
  p: ['u1', 'cu1'],
  swap: ['swap', 'cswap'],
  iswap: ['iswap'],
  iswapdg: ['iswapdg'],
  rxx: ['rxx'],
  ryy: ['ryy'],
  rzz: ['rzz'],
};

/** What the text calls a gate; undefined where it has to be taken apart. */
export function writtenName(name: GateName, controls: number): string | undefined {
  return WRITTEN[name]?.[controls];
}

/** Gates beyond the paper's, in its gates; each is Qiskit's gate of that name, up to a global phase. */
const DEFINITIONS: Readonly<Record<string, readonly string[]>> = {
  sx: ['gate sx a { sdg a; h a; sdg a; }'],
  sxdg: ['gate sxdg a { s a; h a; s a; }'],
  crx: ['gate crx(theta) a, b { h b; crz(theta) a, b; h b; }'],
  cry: ['gate cry(theta) a, b { ry(theta / 2) b; cx a, b; ry(-theta / 2) b; cx a, b; }'],
  swap: ['gate swap a, b { cx a, b; cx b, a; cx a, b; }'],
  cswap: ['gate cswap a, b, c { cx c, b; ccx a, b, c; cx c, b; }'],
  iswap: sharedDefinitions.iswap,
  iswapdg: sharedDefinitions.iswapdg,
  rzz: sharedDefinitions.rzz,
  zz: sharedDefinitions.zz,
  prx: ['gate prx(theta, phi) a { rz(-phi) a; rx(theta) a; rz(phi) a; }'],
  gpi: sharedDefinitions.gpi,
  gpi2: ['gate gpi2(phi) a { rz(-phi) a; rx(pi / 2) a; rz(phi) a; }'],
  rxx: sharedDefinitions.rxx,
  ryy: sharedDefinitions.ryy,
  ecr: sharedDefinitions.ecr,
};

/** The definitions that a text with these gates needs, in a fixed order. */
export function definitionLines(used: ReadonlySet<string>): readonly string[] {
  return Object.entries(DEFINITIONS).flatMap(([name, lines]) => (used.has(name) ? lines : []));
}
