/** Everything that already means something in OpenQASM 3, `stdgates.inc`, or the Python that reads the results. */
const TAKEN: ReadonlySet<string> = new Set(
  [
    'OPENQASM include defcalgrammar def cal defcal gate extern box let break continue if else end return for while in',
    'switch case default pragma input output const readonly mutable qreg qubit creg bool bit int uint float angle',
    'complex array void duration stretch gphase inv pow ctrl negctrl dim durationof delay reset measure barrier true',
    'false im pi tau euler sizeof real imag popcount rotl rotr arccos arcsin arctan ceiling cos exp floor log mod sin',
    'sqrt tan ns us ms s dt',
    'p x y z h sdg t tdg sx rx ry rz cx cy cz cp crx cry crz ch swap ccx cswap cu CX phase cphase id u1 u2 u3 U u',
    'sxdg rzz rxx ryy rzx iswap iswapdg ecr dcx cs csx ccz',
    'and as assert async await class del elif except finally from global import is lambda None nonlocal not or pass',
    'raise try with yield keys values items shape ndim size',
  ].flatMap((line) => line.split(' ')),
);

/** Gives names that are free, each once. */
export interface Names {
  /** The wish in lower-case ASCII, changed as little as it takes. */
  take(wish: string): string;
}

/** @param taken further names that mean something in the dialect */
export function createNames(taken: readonly string[] = []): Names {
  const used = new Set(taken);
  return {
    take: (wish) => {
      const base = safeName(wish);
      const others = Array.from({ length: used.size + 1 }, (_, k) => `q_${base}_${k + 1}`);
      const candidates = [base, `q_${base}`, ...others];
      const name = candidates.find((each) => !used.has(each) && !TAKEN.has(each))!;
      used.add(name);
      return name;
    },
  };
}

/** Lower-case ASCII words joined by `_`, a letter first. */
function safeName(text: string): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[a-z]/.test(words) ? words : `q_${words}`.replace(/_$/, '');
}
