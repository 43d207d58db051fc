/** Editor features as plain data, on top of the compiler; it reads nothing but what its host gives. */
export type { Hover } from './hover.ts';
export { createService, type Service, type ServiceHost } from './service.ts';
