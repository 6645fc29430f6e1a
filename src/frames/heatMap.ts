import { DataFrame, FieldType, QueryResultMetaNotice } from '@grafana/data';

import { Comparison, readComparison, UsualShares, Verdict } from './comparison';
import { beyondUsual, Bin, BinRole, identify, numberReader, roleOfLabel } from './distribution';
import { linksReader, nameOf, RowLinks, shareStyleOf } from './fieldLook';
import { unitSuffix, ValueStyle } from './format';

/** A share at one time, with what earlier windows predict of it. */
export type UsualCell = Pick<Bin, 'current' | 'usualLow' | 'usualHigh'>;

/** One bin of a distribution over time. */
export interface HeatRow {
  label: string;
  role: BinRole;
  /** The bin's share at each time, 0…1; null where the window holds no rows. */
  shares: Array<number | null>;
  /** What earlier windows predict of those shares; null where they predict nothing. */
  usual?: UsualShares;
  /** The data links that the panel's owner gave the cell of each time. */
  linksAt?: (column: number) => RowLinks | undefined;
}

/** A distribution over time: the share of each bin in windows that end at the times. */
export interface HeatMap {
  /** Unique within a panel and stable across refreshes. */
  key: string;
  name: string;
  unit: string;
  kind: 'numeric' | 'categorical';
  /** Milliseconds since 1970, ascending. */
  times: number[];
  /** In the order of the frame: numbers ascend, special bins come last. */
  rows: HeatRow[];
  /** The verdict of each window; undefined where none of them was judged. */
  verdicts?: Verdict[];
  /** How shares are written, by overrides of the bins' fields. */
  values: ValueStyle;
  comparison?: Comparison;
  notices: QueryResultMetaNotice[];
}

/** On which side a share lies outside what earlier windows predict; undefined inside, or without a prediction. */
export function beyondUsualShare({ shares, usual }: HeatRow, column: number): 'below' | 'above' | undefined {
  return beyondUsual(cellOf({ shares, usual }, column));
}

/** What is known of one cell. */
export function cellOf({ shares, usual }: Pick<HeatRow, 'shares' | 'usual'>, column: number): UsualCell {
  return {
    current: shares[column] ?? null,
    usualLow: usual?.low[column] ?? null,
    usualHigh: usual?.high[column] ?? null,
  };
}

/** The heat maps among frames, and the frames that are none. */
export function readHeatMaps(frames: DataFrame[]): { maps: HeatMap[]; others: DataFrame[] } {
  const isHeatMap = (frame: DataFrame) =>
    String(frame.meta?.type) === 'heatmap-rows' && frame.fields.some(({ type }) => type === FieldType.time);
  return {
    maps: frames.filter(isHeatMap).map(readHeatMap),
    others: frames.filter((frame) => !isHeatMap(frame)),
  };
}

function readHeatMap(frame: DataFrame): HeatMap {
  const comparison = readComparison(frame);
  const subject = comparison?.subject;
  const times = frame.fields.find(({ type }) => type === FieldType.time);
  const rows = frame.fields
    .filter(({ type }) => type === FieldType.number)
    .map((field, bin): HeatRow => {
      const read = numberReader(field);
      return {
        label: nameOf(field, field.name),
        role: roleOfLabel(field.name),
        shares: Array.from({ length: frame.length }, (_, i) => read(i)),
        usual: comparison?.usual?.[bin],
        linksAt: linksReader({ fields: [field] }),
      };
    });
  return {
    ...identify(frame, comparison),
    unit: unitSuffix(subject?.unit),
    kind: subject?.kind ?? 'categorical',
    times: Array.from(times?.values ?? [], Number),
    rows,
    verdicts: comparison?.verdicts,
    values: shareStyleOf(frame.fields.find(({ type }) => type === FieldType.number)),
    comparison,
    notices: frame.meta?.notices ?? [],
  };
}
