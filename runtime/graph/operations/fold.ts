import { bodyRows, openBody } from '../body.ts';
import type { BodySite, Handed } from '../body.ts';
import type { Kernel } from '../kernel.ts';

/**
 * The body from state and entry to the next state, entry by entry. An absent entry (a word after the end of a text)
 * leaves the state as it is.
 *
 * The derivative goes back through the entries (Werbos 1990): the states are kept, the inside of the body is worked
 * out again for each entry but the last.
 */
export function fold(site: BodySite): Kernel {
  const { inputs, output, capacity } = site;
  const x = inputs[0]!;
  const start = inputs[1]!;
  const entries = x.shape[0]!;
  const { size } = output;
  const differentiated = output.gradient !== null;
  const length = capacity * size;
  const states = Array.from(
    { length: differentiated ? entries + 1 : 2 },
    () => new Float64Array(length),
  );
  const stateAt = (entry: number): Float64Array => states[entry % states.length]!;
  const slope = differentiated ? new Float64Array(length) : null;
  const buffer = new Float64Array(length);
  const rows = bodyRows(capacity);
  let state = stateAt(0);

  const handed = inputs.map(({ value, gradient, stride }): Handed => ({
    value: () => value,
    gradient: differentiated ? gradient : null,
    start: (sample) => sample * stride,
  }));
  const runner = openBody(
    site,
    [
      { value: () => state, gradient: slope, start: (sample) => sample * size },
      {
        ...handed[0]!,
        start: (sample, entry) => sample * x.stride + entry * (x.size / entries),
      },
      ...handed.slice(2),
    ],
    capacity,
  );

  const choose = (entry: number, count: number): void => {
    state = stateAt(entry);
    rows.count = 0;
    for (let sample = 0; sample < count; sample++) {
      if (site.sparse && x.value[sample * x.stride + entry]! < 0) continue;
      rows.samples[rows.count] = sample;
      rows.entries[rows.count] = entry;
      rows.count += 1;
    }
  };

  return {
    forward(count) {
      const first = stateAt(0);
      for (let sample = 0; sample < count; sample++) {
        for (let i = 0; i < size; i++)
          first[sample * size + i] = start.value[sample * start.stride + i]!;
      }
      for (let entry = 0; entry < entries; entry++) {
        choose(entry, count);
        runner.forward(rows, buffer);
        const next = stateAt(entry + 1);
        if (rows.count < count) next.set(state.subarray(0, count * size));
        for (let row = 0; row < rows.count; row++) {
          const to = rows.samples[row]! * size;
          for (let i = 0; i < size; i++) next[to + i] = buffer[row * size + i]!;
        }
      }
      output.value.set(stateAt(entries).subarray(0, count * size));
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream || !slope) return;
      slope.set(upstream.subarray(0, count * size));
      for (let entry = entries - 1; entry >= 0; entry--) {
        choose(entry, count);
        if (entry < entries - 1) runner.forward(rows, buffer);
        for (let row = 0; row < rows.count; row++) {
          const at = rows.samples[row]! * size;
          for (let i = 0; i < size; i++) {
            buffer[row * size + i] = slope[at + i]!;
            slope[at + i] = 0;
          }
        }
        runner.backward(rows, buffer);
      }
      const into = start.gradient;
      if (!into) return;
      for (let sample = 0; sample < count; sample++) {
        for (let i = 0; i < size; i++)
          into[sample * start.stride + i]! += slope[sample * size + i]!;
      }
    },
  };
}
