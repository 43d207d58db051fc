import { describe, expect, test } from 'vitest';
import { parseDevice } from '../../compiler/targets/index.ts';

const configuration = {
  backend_name: 'ibm_small',
  n_qubits: 3,
  basis_gates: ['cz', 'id', 'rz', 'sx', 'x'],
  coupling_map: [
    [0, 1],
    [1, 0],
    [1, 2],
    [2, 1],
  ],
  supported_instructions: ['cz', 'sx', 'measure', 'reset'],
  dt: 0.5,
  timing_constraints: { pulse_alignment: 8 },
};

const figures = (error: number, length: number): object[] => [
  { name: 'gate_error', unit: '', value: error },
  { name: 'gate_length', unit: 'ns', value: length },
];

const properties = {
  qubits: [0, 1, 2].map((k) => [
    { name: 'T1', unit: 'us', value: 100 + k },
    { name: 'T2', unit: 'ms', value: 0.05 },
    { name: 'readout_error', unit: '', value: 0.01 },
    { name: 'readout_length', unit: 'us', value: 1.5 },
  ]),
  gates: [
    { gate: 'sx', qubits: [1], parameters: figures(0.0002, 32) },
    { gate: 'cz', qubits: [1, 0], parameters: figures(0.004, 68) },
    { gate: 'cz', qubits: [1, 2], parameters: figures(1, 68) },
    { gate: 'rzz', qubits: [0, 1], parameters: figures(0.005, 72) },
  ],
};

describe("a Qiskit backend's configuration", () => {
  test('and its properties in one document are a device', () => {
    const device = parseDevice(JSON.stringify({ configuration, properties }), 'small.json');
    expect(device).toMatchObject({
      name: 'small',
      qubits: 3,
      basis: ['cz', 'id', 'rz', 'sx', 'x'],
      directed: false,
      fractional: true,
      reset: true,
      dynamic: false,
      grid: 4,
      edges: [
        { from: 0, to: 1, error: 0.004, duration: 68, rzz: { error: 0.005, duration: 72 } },
        { from: 1, to: 2, error: 1, duration: 68 },
      ],
      calibration: {
        t1: [100, 101, 102],
        t2: [50, 50, 50],
        readoutDuration: [1500, 1500, 1500],
        sxError: [null, 0.0002, null],
        sxDuration: [null, 32, null],
      },
    });
  });

  test('finds its properties beside it', () => {
    const asked: string[] = [];
    const read = (path: string): string => {
      asked.push(path);
      return JSON.stringify(properties);
    };
    const text = JSON.stringify(configuration);
    const device = parseDevice(text, 'machines/conf_small.json', 'file', read);
    expect(asked).toEqual(['machines/props_small.json']);
    expect(device.calibration?.t1).toEqual([100, 101, 102]);
    expect(parseDevice(text, 'small.json', 'file', read).calibration).toBeUndefined();
  });

  test('without a coupling map lets every qubit touch every other', () => {
    const text = JSON.stringify({ ...configuration, coupling_map: null });
    expect(parseDevice(text, 'all.json').edges).toHaveLength(3);
  });

  test.for([
    [
      { ...configuration, n_qubits: undefined },
      'the configuration of a Qiskit backend it needs `n_qubits`',
    ],
    [{ ...configuration, basis_gates: 'cz' }, '`basis_gates`'],
    [{ ...configuration, coupling_map: [[0, 1, 2]] }, '`coupling_map.0'],
    [
      { configuration, properties: { gates: [] } },
      'the properties of a Qiskit backend it needs `qubits`',
    ],
    [
      { configuration, properties: { qubits: [[]], gates: [] } },
      'its properties are of 1 qubits, and `n_qubits` is 3',
    ],
  ] as const)('%# with something missing is told what', ([json, reason]) => {
    expect(() => parseDevice(JSON.stringify(json), 'conf.json')).toThrow(reason);
  });
});
