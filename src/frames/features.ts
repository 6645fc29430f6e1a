import { DataFrame, Field, FieldType, QueryResultMetaNotice } from '@grafana/data';

import { FIELDS } from '../contract';
import { Comparison, readComparison, Verdict } from './comparison';
import { linksReader, nameOf, RowLinks, styleOf } from './fieldLook';
import { asInPanels, ValueStyle } from './format';

/** How the numbers of a features frame are written, and what overrides call their columns, by the field's name. */
export type FeatureLook = Record<Numbers, ValueStyle & { name?: string }>;

/** The columns of numbers. */
const NUMBERS = ['psi', 'missing', 'invalid', 'new', 'meanShift', 'importance'] as const;
type Numbers = (typeof NUMBERS)[number];

/** One row of a features frame. Shares are 0…1; what the frame does not know is null. */
export interface Feature {
  /** Unique within a panel and stable across refreshes. */
  key: string;
  model: string;
  name: string;
  /** Where the feature comes from; '' when the definition does not say. */
  source: string;
  /** The worst verdict of the drift and of all policies on the feature. */
  verdict: Verdict;
  /** The policy that gives the verdict; '' where none does. */
  worstPolicy: string;
  /** What the verdict rests on, in words. */
  reason: string;
  psi: number | null;
  /** The least and the greatest divergence of an earlier window from the others. */
  usualLow: number | null;
  usualHigh: number | null;
  missing: Rate;
  invalid: Rate;
  /** Values in categories that the reference does not have. */
  unseen: Rate;
  /** Change of the mean in standard deviations of the baseline's values. */
  meanShift: number | null;
  importance: number | null;
  /** Shares by bin of both windows, over the same bins. */
  current: number[];
  baseline: number[];
  /** The PSI of the earlier windows, the oldest first, and of the current one. */
  course: number[];
  /** Of all features of the frame. */
  look: FeatureLook;
  /** The data links that the panel's owner gave it. */
  links?: RowLinks;
}

/** A share in both windows. */
export interface Rate {
  now: number | null;
  before: number | null;
}

/** What a list of frames holds: the features in it, and in words why the other frames hold none. */
export interface FeatureData {
  features: Feature[];
  comparison?: Comparison;
  notices: QueryResultMetaNotice[];
  problems: string[];
}

/** Reads every frame of a features query, and says of each other frame with fields what it lacks. */
export function readFeatures(frames: DataFrame[]): FeatureData {
  const data: FeatureData = { features: [], notices: [], problems: [] };
  for (const frame of frames.filter(({ fields }) => fields.length > 0)) {
    const names = frame.fields.find(({ name, type }) => name === 'feature' && type === FieldType.string);
    const verdicts = frame.fields.find(({ name, type }) => name === 'verdict' && type === FieldType.number);
    if (!names || !verdicts) {
      const lacking = [names ? '' : 'feature', verdicts ? '' : 'verdict'].filter(Boolean).join(', ');
      data.problems.push(
        `Frame "${frame.name ?? frame.refId ?? 'unnamed'}" has no field ${lacking} of the expected type.`
      );
      continue;
    }
    data.comparison ??= readComparison(frame);
    data.notices.push(...(frame.meta?.notices ?? []));
    const shared = { look: readLook(frame), links: linksReader(frame) };
    data.features.push(...Array.from({ length: frame.length }, (_, row) => readFeature(frame, row, shared)));
  }
  return data;
}

/** The features that have the text in their name, source or policy, whatever its case; all of them for ''. */
export function matching(features: Feature[], text: string): Feature[] {
  const wanted = text.trim().toLowerCase();
  return features.filter(({ name, source, worstPolicy }) =>
    [name, source, worstPolicy].some((part) => part.toLowerCase().includes(wanted))
  );
}

type FieldName = (typeof FIELDS.features)[number];

function readLook(frame: DataFrame): FeatureLook {
  const lookOf = (name: Numbers) => {
    const field = fieldNamed(frame, name);
    return [name, { ...styleOf(field), name: nameOf(field, '') || undefined }] as const;
  };
  return Object.fromEntries(NUMBERS.map(lookOf)) as FeatureLook;
}

interface Shared {
  look: FeatureLook;
  links: ReturnType<typeof linksReader>;
}

function readFeature(frame: DataFrame, row: number, { look, links }: Shared): Feature {
  const value = (name: FieldName): unknown => fieldNamed(frame, name)?.values[row];
  const text = (name: FieldName) => String(value(name) ?? '');
  const number = (name: FieldName) => readNumber(value(name));
  const rate = (name: 'missing' | 'invalid' | 'new'): Rate => ({ now: number(name), before: number(`${name}Before`) });
  return {
    key: [frame.refId ?? '', text('model'), text('feature')].join('|'),
    model: text('model'),
    name: text('feature'),
    source: text('source'),
    verdict: readVerdict(number('verdict')),
    worstPolicy: text('worstPolicy'),
    reason: asInPanels(text('reason')),
    psi: number('psi'),
    usualLow: number('usualLow'),
    usualHigh: number('usualHigh'),
    missing: rate('missing'),
    invalid: rate('invalid'),
    unseen: rate('new'),
    meanShift: number('meanShift'),
    importance: number('importance'),
    current: readList(value('current')),
    baseline: readList(value('baseline')),
    course: readList(value('course')),
    look,
    links: links(row),
  };
}

function fieldNamed(frame: DataFrame, wanted: FieldName): Field | undefined {
  return frame.fields.find(({ name }) => name === wanted);
}

function readVerdict(value: number | null): Verdict {
  return value === 0 || value === 1 || value === 2 || value === 3 ? value : null;
}

function readNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A list of numbers; a snapshot may hold it as text. Whatever else it is, it is empty. */
function readList(value: unknown): number[] {
  if (Array.isArray(value)) {
    return value.map((item) => readNumber(item) ?? 0);
  }
  if (typeof value !== 'string' || !value.startsWith('[')) {
    return [];
  }
  try {
    return readList(JSON.parse(value));
  } catch {
    return [];
  }
}
