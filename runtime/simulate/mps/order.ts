/**
 * An order of qubits along the chain in which gates reach not far: as they are declared, or by the reverse
 * Cuthill-McKee order (George 1971) of the graph of gates, if that is shorter.
 * @param gates the qubits of each gate on several
 * @returns for each qubit its site
 */
export function orderQubits(count: number, gates: readonly (readonly number[])[]): number[] {
  const declared = Array.from({ length: count }, (_, qubit) => qubit);
  const narrow = placesOf(cuthillMcKee(count, gates));
  return reach(narrow, gates) < reach(declared, gates) ? narrow : declared;
}

/** How far gates reach, all together. */
function reach(places: readonly number[], gates: readonly (readonly number[])[]): number {
  return gates.reduce((sum, qubits) => {
    const sites = qubits.map((qubit) => places[qubit]!);
    return sum + Math.max(...sites) - Math.min(...sites);
  }, 0);
}

function cuthillMcKee(count: number, gates: readonly (readonly number[])[]): number[] {
  const neighbours = Array.from({ length: count }, () => new Set<number>());
  for (const qubits of gates) {
    for (const a of qubits) for (const b of qubits) if (a !== b) neighbours[a]!.add(b);
  }
  const degree = (qubit: number): number => neighbours[qubit]!.size;
  const byDegree = (a: number, b: number): number => degree(a) - degree(b) || a - b;
  const order: number[] = [];
  const seen = new Set<number>();
  for (const start of [...neighbours.keys()].sort(byDegree)) {
    if (seen.has(start)) continue;
    seen.add(start);
    order.push(start);
    for (let next = order.length - 1; next < order.length; next++) {
      for (const qubit of [...neighbours[order[next]!]!].sort(byDegree)) {
        if (seen.has(qubit)) continue;
        seen.add(qubit);
        order.push(qubit);
      }
    }
  }
  return order.reverse();
}

function placesOf(order: readonly number[]): number[] {
  const places = new Array<number>(order.length).fill(0);
  order.forEach((qubit, site) => {
    places[qubit] = site;
  });
  return places;
}
