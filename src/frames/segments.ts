import { DataFrame, FieldType } from '@grafana/data';

import { FIELDS } from '../contract';
import { Comparison, readComparison } from './comparison';
import { linksReader, RowLinks, styleOf, WindowNames, windowNames } from './fieldLook';
import { asInPanels, ValueStyle } from './format';

/** A measure in one window with its 95 % interval; what is not known is null. */
export interface Interval {
  value: number | null;
  lower: number | null;
  upper: number | null;
}

/** One segment value. */
export interface Part {
  name: string;
  /** Share of the measure's rows now and in the baseline, 0…1. */
  weight: number | null;
  weightBefore: number | null;
  count: number | null;
  current: Interval;
  baseline: Interval;
  /** The part of the change that comes from the segment's weight, and from its own value; null without effects. */
  mix: number | null;
  within: number | null;
  /** The backend names the segment as one that carries the change. */
  named: boolean;
  /** The part of the whole change, 1 for all of it; null without effects or without a change. */
  shareOfChange: number | null;
  /** The data links that the panel's owner gave it. */
  links?: RowLinks;
}

/** A measure's change taken apart along one dimension. */
export interface Breakdown {
  key: string;
  /** The query that it answers. */
  refId?: string;
  dimension: string;
  /** The measure's id, '' when the frame does not say. */
  measure: string;
  /** How the measure's values are written: as the field `current` says, after overrides. */
  values: ValueStyle;
  names: WindowNames;
  /** In the order of the frame: the greatest share of the change first. */
  parts: Part[];
  /** Who carries the change, in words; '' without effects. */
  explanation: string;
  comparison?: Comparison;
}

/** What a list of frames holds: the breakdowns in it, and in words why the other frames are none. */
export interface BreakdownData {
  breakdowns: Breakdown[];
  problems: string[];
}

type FieldName = (typeof FIELDS.segments)[number];

const NEEDED: FieldName[] = ['current', 'baseline', 'withinEffect'];

/** Reads every frame of a segments query, and says of each other frame with fields what it lacks. */
export function readBreakdowns(frames: DataFrame[]): BreakdownData {
  const data: BreakdownData = { breakdowns: [], problems: [] };
  for (const frame of frames.filter(({ fields }) => fields.length > 0)) {
    const lacking = NEEDED.filter(
      (wanted) => !frame.fields.some(({ name, type }) => name === wanted && type === FieldType.number)
    );
    if (lacking.length > 0 || frame.fields[0]?.type !== FieldType.string) {
      const name = frame.name ?? frame.refId ?? 'unnamed';
      data.problems.push(`Frame "${name}" has no field ${lacking.join(', ') || 'of segments'} of the expected type.`);
      continue;
    }
    data.breakdowns.push(readBreakdown(frame));
  }
  return data;
}

/** A part's share of the change, in the measure's unit; null without effects. */
export function effectOf({ mix, within }: Part): number | null {
  return mix === null || within === null ? null : mix + within;
}

function readBreakdown(frame: DataFrame): Breakdown {
  const dimension = frame.fields[0]!.name;
  const comparison = readComparison(frame);
  const value = (name: FieldName, row: number): unknown =>
    frame.fields.find((field) => field.name === name)?.values[row];
  const number = (name: FieldName, row: number) => {
    const found = value(name, row);
    return typeof found === 'number' && Number.isFinite(found) ? found : null;
  };
  const interval = (name: 'current' | 'baseline', row: number): Interval => ({
    value: number(name, row),
    lower: number(`${name}Lower`, row),
    upper: number(`${name}Upper`, row),
  });
  const links = linksReader(frame);
  const parts = Array.from({ length: frame.length }, (_, row): Part => ({
    name: String(frame.fields[0]!.values[row] ?? ''),
    weight: number('weight', row),
    weightBefore: number('baselineWeight', row),
    count: number('count', row),
    current: interval('current', row),
    baseline: interval('baseline', row),
    mix: number('mixEffect', row),
    within: number('withinEffect', row),
    named: value('named', row) === true,
    shareOfChange: number('shareOfChange', row),
    links: links(row),
  }));
  return {
    key: [frame.refId ?? '', comparison?.model ?? '', comparison?.subject.feature ?? '', dimension].join('|'),
    refId: frame.refId,
    dimension,
    measure: comparison?.measures[0]?.id ?? '',
    values: styleOf(frame.fields.find(({ name }) => name === 'current')),
    names: windowNames(frame),
    parts,
    explanation: asInPanels(String(value('explanation', 0) ?? '')),
    comparison,
  };
}
