/** Definitions that OpenQASM 2 and 3 take word for word, of gates that neither of their libraries has. */
export const sharedDefinitions = {
  iswap: ['gate iswap a, b { s a; s b; h a; cx a, b; cx b, a; h b; }'],
  iswapdg: ['gate iswapdg a, b { h b; cx b, a; cx a, b; h a; sdg b; sdg a; }'],
  rzz: ['gate rzz(theta) a, b { cx a, b; rz(theta) b; cx a, b; }'],
  zz: ['gate zz(theta) a, b { cx a, b; rz(theta) b; cx a, b; }'],
  gpi: ['gate gpi(phi) a { rz(-phi) a; x a; rz(phi) a; }'],
  rxx: ['gate rxx(theta) a, b { h a; h b; cx a, b; rz(theta) b; cx a, b; h a; h b; }'],
  ryy: [
    'gate ryy(theta) a, b {',
    '  rx(pi / 2) a; rx(pi / 2) b;',
    '  cx a, b; rz(theta) b; cx a, b;',
    '  rx(-pi / 2) a; rx(-pi / 2) b;',
    '}',
  ],
  ecr: [
    'gate ecr a, b {',
    '  h b; cx a, b; rz(pi / 4) b; cx a, b; h b;',
    '  x a;',
    '  h b; cx a, b; rz(-pi / 4) b; cx a, b; h b;',
    '}',
  ],
} as const;
