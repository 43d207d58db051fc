/*
 * A peer as small as can be: its loss is the sum of the shared values, its runs take as long as the argument says.
 */
import { createInterface } from 'node:readline';
import type { Request, Task } from '../../bench/peers/protocol.ts';

const milliseconds = Number(process.argv[2]);
let task: Task | undefined;
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as Request;
  const answer = answerTo(request);
  if (answer === 'end') {
    console.error('out of luck');
    process.exit(3);
  }
  if (answer !== 'silence') console.log(JSON.stringify(answer));
}

function answerTo(request: Request): object | 'end' | 'silence' {
  switch (request.do) {
    case 'hello':
      return { versions: { fake: '1.0' } };
    case 'open':
      task = request;
      if (request.threads === 3) return 'end';
      if (request.threads === 4) return 'silence';
      if (request.threads === 5) return { error: 'no gate named xyz' };
      return { firstSeconds: 0.5 };
    case 'evaluate': {
      const values = task?.shared ?? [];
      return {
        loss: values.reduce((sum, value) => sum + value, 0),
        gradient: task?.what === 'step' ? values.map(() => 1) : null,
      };
    }
    case 'time':
      return { milliseconds, calls: 1 };
  }
}
