import type { GateName } from '../../../runtime/program/index.ts';
import type { NativeName } from '../../passes/native.ts';

/** Braket's names of gates, by number of controls; its modifiers are for simulators only. */
const WRITTEN: Readonly<Partial<Record<GateName, readonly string[]>>> = {
  x: ['x', 'cnot', 'ccnot'],
  y: ['y', 'cy'],
  z: ['z', 'cz'],
  h: ['h'],
  s: ['s'],
  sdg: ['si'],
  t: ['t'],
  tdg: ['ti'],
  sx: ['v'],
  sxdg: ['vi'],
  rx: ['rx'],
  ry: ['ry'],
  rz: ['rz'],
  p: ['phaseshift', 'cphaseshift'],
  swap: ['swap', 'cswap'],
  iswap: ['iswap'],
  rxx: ['xx'],
  ryy: ['yy'],
  rzz: ['zz'],
};

/** What Braket calls a gate; undefined where it has to be taken apart. */
export function braketName(name: GateName, controls: number): string | undefined {
  return WRITTEN[name]?.[controls];
}

/** A machine's gate in Braket's words. */
export function braketNative(name: NativeName): string {
  const renamed: Readonly<Partial<Record<NativeName, string>>> = {
    sx: 'v',
    cx: 'cnot',
    rzz: 'zz',
  };
  return renamed[name] ?? name;
}

/** What already means something to Braket beside the words of OpenQASM 3. */
export const BRAKET_WORDS: readonly string[] = [
  'i v vi si ti cnot ccnot cv cphaseshift cphaseshift00 cphaseshift01 cphaseshift10 phaseshift pswap xx yy zz xy prx',
  'gpi gpi2 ms braket verbatim result unitary noise adjoint_gradient expectation variance sample probability',
  'state_vector amplitude density_matrix hermitian tensor all',
].flatMap((line) => line.split(' '));
