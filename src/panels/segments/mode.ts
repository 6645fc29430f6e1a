import { DataFrame } from '@grafana/data';

import { CalibrationCurve, ConfusionMatrix, readCalibrations, readConfusions } from '../../frames/outcomes';
import { Breakdown, readBreakdowns } from '../../frames/segments';

/** What the panel draws of a list of frames, all of one kind, and in words why it does not draw the others. */
export type SegmentsMode = { problems: string[] } & (
  | { kind: 'none' }
  | { kind: 'segments'; breakdowns: Breakdown[] }
  | { kind: 'calibration'; curves: CalibrationCurve[] }
  | { kind: 'confusion'; matrices: ConfusionMatrix[] }
);

/** Reads frames by what each holds. */
export function readMode(frames: DataFrame[]): SegmentsMode {
  const { curves, others } = readCalibrations(frames);
  const { matrices, others: rest } = readConfusions(others);
  const { breakdowns, problems } = readBreakdowns(rest);
  const beside = [
    ...breakdowns.map(({ dimension }) => `The segments by ${dimension} need a panel of their own.`),
    ...(curves.length > 0 ? matrices : []).map(({ title }) => `The matrix of ${title} needs a panel of its own.`),
  ];
  if (curves.length > 0) {
    return { kind: 'calibration', curves, problems: [...problems, ...beside] };
  }
  if (matrices.length > 0) {
    return { kind: 'confusion', matrices, problems: [...problems, ...beside] };
  }
  return breakdowns.length > 0 ? { kind: 'segments', breakdowns, problems } : { kind: 'none', problems };
}
