/** What package.json offers; the extension must have something to do for each. */
export const commandNames = [
  'qmm.train',
  'qmm.evaluate',
  'qmm.compare',
  'qmm.draw',
  'qmm.estimate',
  'qmm.compile',
  'qmm.showRun',
  'qmm.showReport',
  'qmm.newProject',
  'qmm.restart',
  'qmm.showLog',
] as const;

export type CommandName = (typeof commandNames)[number];
