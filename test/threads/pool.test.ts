import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { nodeThreads } from '../../runtime/node/threads.ts';
import { noPool, type Pool, type Site } from '../../runtime/threads/pool.ts';
import {
  add,
  countDown,
  get,
  i32,
  multiply,
  sequence,
  store,
} from '../../runtime/simulate/wasm/instructions.ts';
import { defineFunction, encodeModule } from '../../runtime/simulate/wasm/module.ts';

describe('a pool of threads', () => {
  test.each([2, 3, 5])('runs each chunk once, whoever takes it: %i threads', async (threads) => {
    const { site, marks } = await open(nodeThreads(threads, 'always'));
    const call = site.addCall(marker(2000));
    for (const count of [1, 2, 7, 100, 255]) {
      for (let round = 0; round < 50; round++) {
        marks().fill(0);
        site.run(call, 0, count, { threads: threads, milliseconds: 1 });
        const taken = marks();
        expect(taken.subarray(0, count).every((mark) => mark > 0 && mark <= threads)).toBe(true);
        expect(taken.subarray(count).every((mark) => mark === 0)).toBe(true);
      }
    }
  });

  test('shares the chunks of a long run', { timeout: 60_000, retry: 5 }, async () => {
    const { site, marks } = await open(nodeThreads(2, 'always'));
    const call = site.addCall(marker(1e6));
    await setTimeout(100); // Messages are on their way.
    site.run(call, 0, 200, { threads: 2, milliseconds: 1 });
    expect([...new Set(marks().subarray(0, 200))].sort()).toEqual([1, 2]);
  });

  test('gives chunks to no thread beyond those of the run', async () => {
    const { site, marks } = await open(nodeThreads(3, 'always'));
    const call = site.addCall(marker(1e5));
    site.run(call, 0, 255, { threads: 1, milliseconds: 1 });
    expect(
      marks()
        .subarray(0, 255)
        .every((mark) => mark === 1),
    ).toBe(true);
    for (let round = 0; round < 20; round++)
      site.run(call, 0, 255, { threads: 2, milliseconds: 1 });
    expect(marks().subarray(0, 255).includes(3)).toBe(false);
  });

  test('has its threads learn what is added while they work', async () => {
    const { site, marks } = await open(nodeThreads(3, 'always'));
    for (let value = 1; value < 60; value++) {
      const call = site.addCall(marker(value * 10));
      marks().fill(0);
      site.run(call, 0, 50, { threads: 3, milliseconds: 1 });
      expect(marks().subarray(0, 50).includes(0)).toBe(false);
    }
  });

  test('works on many memories', async () => {
    const pool = nodeThreads(2, 'always');
    const first = await open(pool);
    const sites = [first, await open(pool), await open(pool)];
    const calls = sites.map(({ site }) => site.addCall(marker(500)));
    for (let round = 0; round < 100; round++) {
      const which = round % 3;
      const { site, marks } = sites[which]!;
      marks().fill(0);
      site.run(calls[which]!, 0, 30, { threads: 2, milliseconds: 1 });
      expect(marks().subarray(0, 30).includes(0)).toBe(false);
    }
  });

  test('starts no thread for little work', async () => {
    const pool = nodeThreads(2, 'always');
    const site = pool.attach(pool.createMemory());
    expect(site.expect(1)).toBe(1);
    await setTimeout(300);
    expect(site.expect(1)).toBe(1);
  });

  test('tells that a call went wrong, and works on', async () => {
    const { site, marks } = await open(nodeThreads(2, 'always'));
    const good = site.addCall(marker(1000));
    const beyond = 2 ** 30;
    expect(() => {
      site.run(good, beyond, 40, { threads: 2, milliseconds: 1 });
    }).toThrow();
    site.run(good, 0, 40, { threads: 2, milliseconds: 1 });
    expect(marks().subarray(0, 40).includes(0)).toBe(false);
  });
});

test('one thread is a pool too', () => {
  const { site, marks } = place(noPool);
  const call = site.addCall(marker(10, 'own'));
  site.run(call, 0, 40, { threads: site.expect(1e6), milliseconds: 1 });
  expect(
    marks()
      .subarray(0, 40)
      .every((mark) => mark === 1),
  ).toBe(true);
  expect(nodeThreads(1)).toEqual({ ...noPool, joinsVectors: expect.any(Function) as unknown });
});

/** A memory of a pool whose threads have started. */
async function open(pool: Pool): Promise<ReturnType<typeof place>> {
  const placed = place(pool);
  while (placed.site.expect(1000) < pool.most) await setTimeout(5);
  return placed;
}

function place(pool: Pool): { readonly site: Site; readonly marks: () => Int32Array } {
  const memory = pool.createMemory();
  return { site: pool.attach(memory), marks: () => new Int32Array(memory.buffer, 0, 1024) };
}

/** A call that writes 1 + its thread's number to the word of its chunk, again and again. */
function marker(times: number, memory: 'own' | 'shared' = 'shared'): WebAssembly.Module {
  const write = defineFunction('mark', ['i32', 'i32', 'i32'], (scope, argument, thread, chunk) => {
    const place = add(get(argument), multiply(get(chunk), i32(4)));
    return countDown(scope.i32(), i32(times), 1, sequence(store(place, add(get(thread), i32(1)))));
  });
  return new WebAssembly.Module(encodeModule({ functions: [write], memory }));
}
