/** Running on machines of others: jobs, journals, services, and what their answers mean. */
export type { PlannedJob, PlannedPub, PlannedRegister } from './planned-job.ts';
export { emptyMeasurements, type MeasuredCircuit, readMeasurements } from './readings.ts';
