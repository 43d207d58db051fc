/** What `import … from 'qmm/node'` gives: what the runtime can use of this machine. */
export { nodeThreads } from './threads.ts';
