/**
 * Gates that `stdgates.inc` lacks, written with those it has; each is exactly Qiskit's gate of that name, and `prx` its `r`. Parameters are in
 * the order of their names, in which Qiskit's reader gives them their values.
 */
const DEFINITIONS: Readonly<Record<string, readonly string[]>> = {
  sxdg: ['gate sxdg a { inv @ sx a; }'],
  rzz: ['gate rzz(theta) a, b { cx a, b; rz(theta) b; cx a, b; }'],
  zz: ['gate zz(theta) a, b { cx a, b; rz(theta) b; cx a, b; }'],
  prx: ['gate prx(alpha, phi) a { rz(-phi) a; rx(alpha) a; rz(phi) a; }'],
  gpi: ['gate gpi(phi) a { rz(-phi) a; x a; rz(phi) a; }'],
  gpi2: ['gate gpi2(phi) a { rz(-phi) a; sx a; rz(phi) a; }'],
  rxx: ['gate rxx(theta) a, b { h a; h b; cx a, b; rz(theta) b; cx a, b; h a; h b; }'],
  ryy: [
    'gate ryy(theta) a, b {',
    '  rx(pi / 2) a; rx(pi / 2) b;',
    '  cx a, b; rz(theta) b; cx a, b;',
    '  rx(-pi / 2) a; rx(-pi / 2) b;',
    '}',
  ],
  iswap: ['gate iswap a, b { s a; s b; h a; cx a, b; cx b, a; h b; }'],
  iswapdg: ['gate iswapdg a, b { h b; cx b, a; cx a, b; h a; sdg b; sdg a; }'],
  ecr: [
    'gate ecr a, b {',
    '  h b; cx a, b; rz(pi / 4) b; cx a, b; h b;',
    '  x a;',
    '  h b; cx a, b; rz(-pi / 4) b; cx a, b; h b;',
    '}',
  ],
};

/** The definitions that a text with these gates needs, in a fixed order. */
export function definitionLines(used: ReadonlySet<string>): readonly string[] {
  return Object.entries(DEFINITIONS).flatMap(([name, lines]) => (used.has(name) ? lines : []));
}
