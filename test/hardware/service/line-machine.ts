/** What IBM would say of a machine of some qubits in a line, with bits that are misread now and then. */
export function lineMachine(qubits: number): {
  readonly configuration: unknown;
  readonly properties: unknown;
} {
  const numbers = Array.from({ length: qubits }, (_, qubit) => qubit);
  const pairs = numbers.slice(1).map((qubit) => [qubit - 1, qubit]);
  const property = (name: string, value: number, unit = ''): object => ({ name, value, unit });
  return {
    configuration: {
      n_qubits: qubits,
      basis_gates: ['cz', 'rz', 'sx', 'x'],
      supported_instructions: ['cz', 'rz', 'sx', 'x', 'measure', 'reset'],
      coupling_map: pairs.flatMap(([a, b]) => [
        [a, b],
        [b, a],
      ]),
    },
    properties: {
      last_update_date: '2026-11-27T06:00:00Z',
      qubits: numbers.map(() => [
        property('T1', 100, 'us'),
        property('prob_meas0_prep1', 0.02),
        property('prob_meas1_prep0', 0.01),
      ]),
      gates: pairs.map((both) => ({
        gate: 'cz',
        qubits: both,
        parameters: [property('gate_error', 0.003)],
      })),
    },
  };
}
