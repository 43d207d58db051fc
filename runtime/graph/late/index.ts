export { fitLate, lateBehind, lateSources } from './fit-late.ts';
