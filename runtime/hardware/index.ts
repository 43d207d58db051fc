/** Running on machines of others: jobs, journals, services, and what their answers mean. */
export type { Network } from './http/network.ts';
export { createIbmApi, type IbmApi } from './ibm/api.ts';
export { closeSession, openSession } from './ibm/batch.ts';
export type { IbmCredentials } from './ibm/credentials.ts';
export {
  askForMachine,
  type MachineAnswers,
  type MachineFacts,
  machineFacts,
} from './ibm/machine.ts';
export { createIbmService } from './ibm/service.ts';
export { cancelSubmission } from './journal/cancel-submission.ts';
export { jobLimits } from './job-limits.ts';
export { carryOut, type CarryOutOptions, type JobEvent } from './journal/carry-out.ts';
export { createJournal, type Journal, openJournal, openStepJournal } from './journal/journal.ts';
export { renewFailed } from './journal/renew-failed.ts';
export type { JobState, StepSubmission, Submission } from './journal/schema.ts';
export { machineSeconds, SECONDS_OF_EXECUTION, SECONDS_OF_JOB } from './machine-seconds.ts';
export type { PlannedJob, PlannedPub, PlannedRegister } from './planned-job.ts';
export { precisionOfShots } from './precision-of-shots.ts';
export { readAnswer } from './read-answer.ts';
export { emptyMeasurements, type MeasuredCircuit } from './measured-circuit.ts';
export { readMeasurements } from './readings.ts';
export type { JobStatus, Service, Submitted } from './service.ts';
