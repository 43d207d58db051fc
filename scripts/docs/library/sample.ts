/** A tiny model around one item of the library: what its picture is drawn from and its weights are counted in. */
export interface Sample {
  readonly text: string;
  /** Sizes and settings that the model gives the item, by their names in its header. */
  readonly sizes: Readonly<Record<string, number>>;
}

/** `n` features into one register by the item. */
export function encoder(call: string, n: number, qubits: number, sizes = {}): Sample {
  return {
    text: model(`  modality x: real[${n}]
  register q[${qubits}]
  encode x into q with ${call}
  readout y = expect(product(Z(q)))`),
    sizes: { n: qubits, m: n, layers: 1, ...sizes },
  };
}

/** A text into one register by the item. */
export function reader(call: string, qubits: number, sizes = {}): Sample {
  return {
    text: model(`  modality words: text(words: 4, vocabulary: 5)
  register q[${qubits}]
  encode words into q with ${call}
  readout y = expect(Z(q))`),
    sizes: { n: qubits, t: 4, v: 5, layers: 1, ...sizes },
  };
}

/** The item on one register that carries nothing yet. */
export function layer(call: string, qubits = 4, sizes = {}): Sample {
  return {
    text: model(`  register q[${qubits}]
  evolve q with ${call}
  readout y = expect(Z(q))`),
    sizes: { n: qubits, layers: 1, ...sizes },
  };
}

/** The item on registers of these sizes, separated by commas. */
export function onRegisters(call: string, registers: string, sizes = {}): Sample {
  const names = registers.split(',').map((one) => one.trim().replace(/\[.*/, ''));
  return {
    text: model(`  register ${registers}
  evolve ${names.join(', ')} with ${call}
  readout y = expect(product(Z([${names.join(', ')}])))`),
    sizes: { layers: 1, ...sizes },
  };
}

/** A function of features `x: real[4]`, `y: real[2]`, tokens `t: real[3, 2]`, a picture, a text and kernels. */
export function call(expression: string, sizes = {}): Sample {
  return {
    text: model(`  modality x: real[4]
  modality y: real[2]
  modality t: real[3, 2]
  modality picture: image(4, 4)
  modality words: text(words: 4, vocabulary: 5)
  readout z = ${expression}`),
    sizes,
  };
}

/** A function of two registers behind features. */
export function reading(expression: string): Sample {
  return {
    text: model(`  modality x: real[4]
  register a[2], b[2]
  encode x into [a, b] with angle
  evolve [a, b] with strongly_entangling
  readout z = ${expression}`),
    sizes: {},
  };
}

/** A function of the fidelity kernels of two views. */
export function views(call: string, sizes = {}): Sample {
  return {
    text: model(`  modality x: real[2]
  modality y: real[1]
  register q, p
  encode x into q with zz(layers: 1)
  encode y into p with angle
  readout z = ${call}([overlap(q), overlap(p)])`),
    sizes,
  };
}

/** An objective on logits and the labels that it may take. */
export function loss(expression: string): Sample {
  return {
    text: model(`  modality x: real[4]
  label c: class(3)
  label t: real[3]
  register q[2]
  encode x[0..2] into q with reupload
  let logits = x |> linear(3)
  objective ${expression}`),
    sizes: {},
  };
}

function model(body: string): string {
  return `model Sample {\n${body}\n}\n`;
}
