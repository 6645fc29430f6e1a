import { DataFrame, Field, FieldType, QueryResultMetaNotice } from '@grafana/data';
import { greatest } from 'd3';

import { FIELDS, LABELS } from '../contract';
import { Comparison, readComparison } from './comparison';
import { linksReader, RowLinks, styleOf, WindowNames, windowNames } from './fieldLook';
import { unitSuffix, ValueStyle } from './format';
import { formatEdges } from './edges';

/** What a row of a distribution counts: an ordinary bin or category, or one of the special bins. */
export type BinRole = 'bin' | 'missing' | 'invalid' | 'new' | 'other';

/** One row of a distribution frame. Shares are 0…1; what the frame does not know is null. */
export interface Bin {
  /** The bin's name as the backend wrote it, such as `[200, 229)` or a category. */
  label: string;
  role: BinRole;
  /** The inclusive lower edge; null for categories and for the open lowest bin. */
  lower: number | null;
  /** The exclusive upper edge; null for categories and for the open highest bin. */
  upper: number | null;
  current: number | null;
  baseline: number | null;
  currentCount: number | null;
  baselineCount: number | null;
  /** This bin's term of the population stability index; null for bins that enter no measure. */
  contribution: number | null;
  /** The share 0…1 that earlier windows predict for the current one, from and to; null when they predict none. */
  usualLow: number | null;
  usualHigh: number | null;
  /** The data links that the panel's owner gave it. */
  links?: RowLinks;
}

/** One subject's distribution: a feature, the prediction or the score, perhaps of one segment. */
export interface Distribution {
  /** Unique within a panel and stable across refreshes. */
  key: string;
  /** The query that it answers; '' where the frame does not say. */
  refId: string;
  name: string;
  /** The segment's values, such as `origin = JFK`; empty without segments. */
  segment: string;
  kind: 'numeric' | 'categorical';
  /** What to append to a number of this subject, such as `mi`; '' without a unit. */
  unit: string;
  /** How the feature's values are written, by overrides of the field `lower`. */
  values: ValueStyle;
  /** How many decimals shares have, by overrides of the field `current`. */
  decimals?: number;
  names: WindowNames;
  bins: Bin[];
  comparison?: Comparison;
  notices: QueryResultMetaNotice[];
}

/** What a list of frames holds: the distributions in it, and in words why the other frames are none. */
export interface DistributionData {
  distributions: Distribution[];
  problems: string[];
}

const SPECIAL: Readonly<Record<string, BinRole>> = {
  [LABELS.missing]: 'missing',
  [LABELS.invalid]: 'invalid',
  [LABELS.new]: 'new',
  [LABELS.other]: 'other',
};

type FieldName = (typeof FIELDS.distribution)[number];

/** The role that a bin's label alone gives it. */
export function roleOfLabel(label: string): BinRole {
  return SPECIAL[label] ?? 'bin';
}

/** Reads every frame that is a distribution, and says of each other frame with fields what it lacks. */
export function readDistributions(frames: DataFrame[]): DistributionData {
  const data: DistributionData = { distributions: [], problems: [] };
  const seen = new Map<string, number>();
  for (const frame of frames) {
    if (frame.fields.length === 0) {
      continue;
    }
    const missing = missingFields(frame);
    if (missing.length > 0) {
      data.problems.push(describeProblem(frame, missing));
      continue;
    }
    const distribution = readDistribution(frame);
    const repeats = seen.get(distribution.key) ?? 0;
    seen.set(distribution.key, repeats + 1);
    if (repeats > 0) {
      distribution.key = `${distribution.key}#${repeats}`;
    }
    data.distributions.push(distribution);
  }
  return data;
}

/** True when no bin of either window has a share, so that there is nothing to draw. */
export function isBlank(distribution: Distribution): boolean {
  return distribution.bins.every((bin) => bin.current === null && bin.baseline === null);
}

/** True for the bins that the contract draws but no measure of a distribution counts. */
export function isOutsideMeasures(bin: Bin): boolean {
  return bin.role === 'missing' || bin.role === 'invalid';
}

/** True when earlier windows predict the bin's share. */
export function isPredicted({ usualLow, usualHigh }: Pick<Bin, 'usualLow' | 'usualHigh'>): boolean {
  return usualLow !== null || usualHigh !== null;
}

/** On which side the current share lies outside what earlier windows predict; undefined inside, or without a prediction. */
export function beyondUsual({
  current,
  usualLow,
  usualHigh,
}: Pick<Bin, 'current' | 'usualLow' | 'usualHigh'>): 'below' | 'above' | undefined {
  if (current === null) {
    return undefined;
  }
  if (usualHigh !== null && current > usualHigh) {
    return 'above';
  }
  return usualLow !== null && current < usualLow ? 'below' : undefined;
}

/**
 * The bin outside all measures whose share changed most, and by how much (0…1, without sign); no bin and 0 where the
 * distribution has no such bin.
 */
export function greatestLoss({ bins }: Distribution): { bin?: Bin; change: number } {
  const changeOf = (bin: Bin) => Math.abs((bin.current ?? 0) - (bin.baseline ?? 0));
  const bin = greatest(bins.filter(isOutsideMeasures), changeOf);
  return bin ? { bin, change: changeOf(bin) } : { change: 0 };
}

function missingFields(frame: DataFrame): string[] {
  const wanted: Array<[FieldName, FieldType]> = [
    ['bin', FieldType.string],
    ['current', FieldType.number],
    ['baseline', FieldType.number],
  ];
  return wanted.filter(([name, type]) => fieldNamed(frame, name)?.type !== type).map(([name]) => name);
}

function describeProblem(frame: DataFrame, missing: string[]): string {
  const name = frame.name ?? frame.refId ?? 'unnamed';
  return `Frame "${name}" has no field ${missing.join(', ')} of the expected type.`;
}

function readDistribution(frame: DataFrame): Distribution {
  const comparison = readComparison(frame);
  const values = styleOf(fieldNamed(frame, 'lower'));
  const bins = rename(readBins(frame), values);
  const segment = segmentOf(comparison);
  const { key, name } = identify(frame, comparison);
  return {
    key: `${key}|${segment}`,
    refId: frame.refId ?? '',
    name,
    segment,
    kind: kindOf(bins, comparison),
    unit: unitSuffix(values.unit ?? comparison?.subject.unit),
    values,
    decimals: styleOf(fieldNamed(frame, 'current')).decimals,
    names: windowNames(frame),
    bins,
    comparison,
    notices: frame.meta?.notices ?? [],
  };
}

/** Names what a frame is of, and a key that is the same at every refresh. */
export function identify(frame: DataFrame, comparison?: Comparison): { key: string; name: string } {
  const subject = comparison?.subject;
  const name = subject?.feature || subject?.target || nameOf(frame);
  return { key: [frame.refId ?? '', comparison?.model ?? '', subject?.target ?? '', name].join('|'), name };
}

const nameOf = ({ name, refId }: DataFrame) => name || refId || 'distribution';

/** The values of the segment, such as `origin = JFK`; '' without one. */
export function segmentOf(comparison?: Comparison): string {
  const values = Object.entries(comparison?.subject.segments ?? {});
  return values.map(([name, value]) => `${name} = ${value}`).join(', ');
}

function kindOf(bins: Bin[], comparison?: Comparison): Distribution['kind'] {
  return comparison?.subject.kind ?? (bins.some(hasEdge) ? 'numeric' : 'categorical');
}

function readBins(frame: DataFrame): Bin[] {
  const labels = fieldNamed(frame, 'bin');
  const read = (name: FieldName) => numberReader(fieldNamed(frame, name));
  const columns = {
    lower: read('lower'),
    upper: read('upper'),
    current: read('current'),
    baseline: read('baseline'),
    currentCount: read('currentCount'),
    baselineCount: read('baselineCount'),
    contribution: read('contribution'),
    usualLow: read('usualLow'),
    usualHigh: read('usualHigh'),
  };
  const links = linksReader(frame);
  const bins = Array.from({ length: frame.length }, (_, row): Bin => ({
    label: String(labels?.values[row] ?? ''),
    role: 'bin',
    lower: columns.lower(row),
    upper: columns.upper(row),
    current: columns.current(row),
    baseline: columns.baseline(row),
    currentCount: columns.currentCount(row),
    baselineCount: columns.baselineCount(row),
    contribution: columns.contribution(row),
    usualLow: columns.usualLow(row),
    usualHigh: columns.usualHigh(row),
    links: links(row),
  }));
  return markSpecial(bins);
}

/** Names ranges anew, in the backend's words, where overrides of the field say how its numbers are written, so that names and axis agree. */
function rename(bins: Bin[], style: ValueStyle): Bin[] {
  const ranges = bins.filter(hasEdge);
  const edges = [...new Set(ranges.flatMap(({ lower, upper }) => [lower ?? [], upper ?? []].flat()))];
  const texts = style.unit || style.decimals !== undefined ? formatEdges(edges, style) : [];
  const textOf = (edge: number) => texts[edges.indexOf(edge)] ?? String(edge);
  for (const bin of texts.length > 0 ? ranges : []) {
    const { lower, upper } = bin;
    if (lower === null) {
      bin.label = `below ${textOf(upper!)}`;
    } else if (upper === null) {
      bin.label = `${bin.label.startsWith('above') ? 'above' : 'from'} ${textOf(lower)}`;
    } else {
      bin.label = lower === upper ? textOf(lower) : `${textOf(lower)} to ${textOf(upper)}`;
    }
  }
  return bins;
}

/** Special bins are the last rows, each at most once; a category that bears such a name further up stays a category. */
function markSpecial(bins: Bin[]): Bin[] {
  const seen = new Set<BinRole>();
  for (const bin of [...bins].reverse()) {
    const role = SPECIAL[bin.label];
    if (role === undefined || seen.has(role) || hasEdge(bin)) {
      break;
    }
    seen.add(role);
    bin.role = role;
  }
  return bins;
}

function hasEdge(bin: Bin): boolean {
  return bin.lower !== null || bin.upper !== null;
}

function fieldNamed(frame: DataFrame, name: FieldName): Field | undefined {
  return frame.fields.find((field) => field.name === name);
}

/** Reads a number by row; a missing field, null, NaN and the infinities are all "not known". */
export function numberReader(field: Field | undefined): (row: number) => number | null {
  return (row) => {
    const value: unknown = field?.values[row];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
}
