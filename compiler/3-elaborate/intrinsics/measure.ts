import type { Condition } from '../../../runtime/program/index.ts';
import { conditionSources, underConditions } from '../outcomes.ts';
import { allocateBit, sourcesOf, spread } from '../quantum.ts';
import { refuse } from '../report.ts';
import type { Value } from '../value.ts';
import type { IntrinsicCall } from './context.ts';

/** `measure(q)`: a bit for each qubit, which `if` may ask for. */
export const measurement: Readonly<Record<string, (call: IntrinsicCall) => Value>> = {
  measure: (call) => {
    const { frame, at } = call;
    const { quantum, graph } = frame.elaboration;
    const qubits = call.qubits('q');
    if (frame.body !== 'circuit') {
      refuse('wrong-block', 'default', at, {
        statement: 'measure',
        block: `a ${frame.body}`,
        home: 'circuits measure on the way, and what is read in the end is `probs(q)` or `expect(Z(q))`',
      });
    }
    const cannot = (action: string): never =>
      refuse('not-unitary', 'default', at, { what: 'measure', action });
    if (frame.sink.unitaryOnly !== null) cannot(frame.sink.unitaryOnly);
    if (frame.presence !== null) cannot('skipped for an absent word');
    const entries = qubits.map((id): Condition => {
      spread(quantum, [id], conditionSources(frame));
      const bit = allocateBit(quantum, sourcesOf(quantum, [id]));
      frame.sink.gates.push({
        name: 'measure',
        qubits: [id],
        controls: [],
        angles: [],
        when: frame.when,
        origin: graph.origin(),
        bit,
        ...underConditions(frame),
      });
      return { kind: 'bit', bit };
    });
    return { kind: 'outcome', entries };
  },
};
