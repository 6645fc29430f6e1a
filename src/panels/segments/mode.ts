import { DataFrame } from '@grafana/data';

import { CalibrationCurve, readCalibrations } from '../../frames/outcomes';
import { Breakdown, readBreakdowns } from '../../frames/segments';

/** What the panel draws of a list of frames, all of one kind, and in words why it does not draw the others. */
export type SegmentsMode = { problems: string[] } & (
  { kind: 'none' } | { kind: 'segments'; breakdowns: Breakdown[] } | { kind: 'calibration'; curves: CalibrationCurve[] }
);

/** Reads frames by what each holds. */
export function readMode(frames: DataFrame[]): SegmentsMode {
  const { curves, others } = readCalibrations(frames);
  const { breakdowns, problems } = readBreakdowns(others);
  if (curves.length > 0) {
    return { kind: 'calibration', curves, problems: [...problems, ...breakdowns.map(beside)] };
  }
  return breakdowns.length > 0 ? { kind: 'segments', breakdowns, problems } : { kind: 'none', problems };
}

const beside = ({ dimension }: Breakdown) => `The segments by ${dimension} need a panel of their own.`;
