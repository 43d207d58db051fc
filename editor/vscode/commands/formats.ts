/** What a model can be compiled to. */
export interface Format {
  /** After `--to`. */
  readonly name: string;
  readonly description: string;
  /** As VS Code names the language of the text. */
  readonly language: string;
}

export const formats: readonly Format[] = [
  { name: 'openqasm3', description: 'The circuit as OpenQASM 3', language: 'qasm' },
  { name: 'openqasm2', description: 'The circuit as OpenQASM 2', language: 'qasm' },
  {
    name: 'typescript',
    description: 'A module with typed inputs and outputs',
    language: 'typescript',
  },
  {
    name: 'declarations',
    description: 'The types that importing the file has',
    language: 'typescript',
  },
  { name: 'runtime', description: 'A job for Qiskit Runtime', language: 'json' },
  { name: 'braket', description: 'Tasks for Amazon Braket', language: 'json' },
  { name: 'ionq', description: 'Jobs for IonQ', language: 'json' },
  { name: 'program', description: 'The compiled model, as the runtime reads it', language: 'json' },
];
