export type { BindProgram, BindStep, BlockGate, Form, TurnWord } from './bind-program.ts';
export { createBinder, type Binder } from './binder.ts';
export { dependencies, type Affected } from './dependencies.ts';
