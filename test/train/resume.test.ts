import { describe, expect, test } from 'vitest';
import { integrityOf, readRunRecord } from '../../runtime/checkpoint/files.ts';
import type { RunRecord } from '../../runtime/checkpoint/files.ts';
import type { Run } from '../../runtime/program/index.ts';
import { train } from '../../runtime/train/index.ts';
import type { MemoryHost } from '../support/memory-host.ts';
import { droppableIrisProgram, irisHost, irisRun, trainRequest } from '../support/runs.ts';

const FOLDER = 'runs/iris/1';

/** Trains on a slow clock and stops, as if Ctrl-C came, after so many signs of progress. */
async function trainUntil(host: MemoryHost, run: Run, turns: number) {
  const controller = new AbortController();
  let seen = 0;
  const result = await train(
    trainRequest(host, run, {
      signal: controller.signal,
      onProgress: () => {
        seen += 1;
        if (seen === turns) controller.abort();
      },
    }),
  );
  return { ...result, seen };
}

describe('a run that is broken off and resumed ends with the bytes of one that never was', () => {
  const settings = { epochs: 7, patience: 4 };
  const cases = {
    'one split': irisRun({ train: settings }),
    'without early stop': irisRun({ train: { epochs: 4 } }),
    'modality dropout': irisRun({
      program: droppableIrisProgram(),
      train: { epochs: 4, missing: { flower: 0.3 } },
    }),
    folds: irisRun({
      train: { epochs: 3 },
      data: { split: { kind: 'folds', count: 3, group: null } },
    }),
  };

  for (const [name, run] of Object.entries(cases)) {
    test(`interrupted: ${name}`, async () => {
      const whole = irisHost(60);
      const { seen } = await trainUntil(whole, run, Infinity);
      for (const share of [0.5, 0.65, 0.8]) {
        const host = irisHost(60);
        const { interrupted } = await trainUntil(host, run, Math.floor(share * seen));
        expect(interrupted).toBe(true);
        expect(host.list(FOLDER)).toContain('checkpoint.json');
        const result = await train(trainRequest(host, run, { resume: true }));
        expect(result.interrupted).toBe(false);
        for (const file of ['checkpoint.json', 'metrics.jsonl', 'run.json']) {
          expect(host.text(`${FOLDER}/${file}`)).toBe(whole.text(`${FOLDER}/${file}`));
        }
      }
    });
  }

  test('killed between checkpoints that are written every third epoch, whatever the clock', async () => {
    const run = irisRun({ train: { epochs: 10, checkpoint: 3 } });
    const whole = irisHost();
    await train(trainRequest(whole, run));
    for (const tick of [1, 3000]) {
      const saves: string[] = [];
      const host = irisHost(tick);
      const spying = {
        ...host,
        write: (path: string, content: string | Uint8Array) => {
          if (path.endsWith('checkpoint.json')) saves.push(String(content));
          host.write(path, content);
        },
      };
      await train(trainRequest(spying, run));
      expect(saves.map(epochsOf)).toEqual([3, 6, 9, 10]);
      expect(saves.at(-1)).toBe(whole.text(`${FOLDER}/checkpoint.json`));
      for (const save of saves) {
        // What is on disk after epoch 8, say: the checkpoint of epoch 6, and lines beyond it.
        const killed = irisHost(tick);
        killed.write(`${FOLDER}/run.json`, whole.text(`${FOLDER}/run.json`));
        killed.write(`${FOLDER}/metrics.jsonl`, whole.text(`${FOLDER}/metrics.jsonl`));
        killed.write(`${FOLDER}/checkpoint.json`, save);
        await train(trainRequest(killed, run, { resume: true }));
        for (const file of ['checkpoint.json', 'metrics.jsonl', 'run.json']) {
          expect(killed.text(`${FOLDER}/${file}`)).toBe(whole.text(`${FOLDER}/${file}`));
        }
      }
    }
  });

  test('killed: an early checkpoint, later lines of metrics', async () => {
    const run = irisRun({ train: settings });
    const whole = irisHost();
    await train(trainRequest(whole, run));

    // A clock that runs fast lets every epoch save; each of those could be the last before the power goes.
    const saves: string[] = [];
    const host = irisHost(2000);
    const spying = {
      ...host,
      write: (path: string, content: string | Uint8Array) => {
        if (path.endsWith('checkpoint.json')) saves.push(String(content));
        host.write(path, content);
      },
    };
    await train(trainRequest(spying, run));
    expect(saves.length).toBeGreaterThan(5);
    for (const early of saves) {
      const killed = irisHost();
      for (const [path, bytes] of host.files) killed.files.set(path, bytes);
      killed.write(`${FOLDER}/checkpoint.json`, early);
      await train(trainRequest(killed, run, { resume: true }));
      expect(killed.text(`${FOLDER}/checkpoint.json`)).toBe(
        whole.text(`${FOLDER}/checkpoint.json`),
      );
      expect(killed.text(`${FOLDER}/metrics.jsonl`)).toBe(whole.text(`${FOLDER}/metrics.jsonl`));
    }
  });

  test('of an earlier version, which says nothing of how circuits are executed', async () => {
    const whole = irisHost(60);
    const { seen } = await trainUntil(whole, irisRun(), Infinity);
    const host = irisHost(60);
    await trainUntil(host, irisRun(), Math.floor(0.7 * seen));
    const record = JSON.parse(host.text(`${FOLDER}/run.json`)) as RunRecord;
    const said = Object.entries(record.run.train!).filter(
      ([name]) => !['execution', 'gradient'].includes(name),
    );
    const run = { ...record.run, train: Object.fromEntries(said) } as unknown as Run;
    const earlier = { ...record, run, integrity: integrityOf(run) };
    host.write(`${FOLDER}/run.json`, JSON.stringify(earlier));
    const resumed = readRunRecord(host, FOLDER).run;
    await train(trainRequest(host, resumed, { resume: true }));
    expect(host.text(`${FOLDER}/checkpoint.json`)).toBe(whole.text(`${FOLDER}/checkpoint.json`));
  });

  test('interrupted before there is anything to save', async () => {
    const host = irisHost();
    const result = await trainUntil(host, irisRun(), 1);
    expect(result.interrupted).toBe(true);
    expect(host.list('runs')).toEqual([]);
  });
});

describe('a run is not resumed with', () => {
  const resume = async (change: (host: MemoryHost) => Parameters<typeof trainRequest>[2]) => {
    const host = irisHost(60);
    await trainUntil(host, irisRun(), 45);
    return train(trainRequest(host, irisRun(), { ...change(host), resume: true }));
  };

  test('another source', async () => {
    await expect(
      resume(() => ({ sources: { 'flowers/main.qmm': 'model Other {}' } })),
    ).rejects.toMatchObject({
      details: {
        code: 'run-changed',
        message: expect.stringContaining('the source texts') as string,
      },
    });
  });

  test('other data', async () => {
    const change = (host: MemoryHost) => {
      host.append('flowers/samples.csv', '1,2,3,4,setosa,garden 0\n');
      return {};
    };
    await expect(resume(change)).rejects.toMatchObject({
      details: { code: 'run-changed', message: expect.stringContaining('the data') as string },
    });
  });

  test('other settings', async () => {
    await expect(resume(() => ({ run: irisRun({ train: { seed: 9 } }) }))).rejects.toMatchObject({
      details: { code: 'run-changed', message: expect.stringContaining('the settings') as string },
    });
  });

  test('nothing to resume', async () => {
    await expect(
      train(trainRequest(irisHost(), irisRun(), { resume: true })),
    ).rejects.toMatchObject({
      details: { code: 'run-not-found' },
    });
  });
});

function epochsOf(checkpoint: string): number {
  return (JSON.parse(checkpoint) as { readonly history: readonly unknown[] }).history.length;
}
