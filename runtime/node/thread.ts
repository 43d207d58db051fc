import { parentPort } from 'node:worker_threads';
import { createServant } from '../threads/serve.ts';

parentPort!.on('message', createServant());
