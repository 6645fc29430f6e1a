import { groups } from 'd3';

import { Verdict } from '../../frames/comparison';
import { Feature } from '../../frames/features';
import { compareVerdicts, worstVerdict } from '../../frames/verdict';

/** The features of one source. */
export interface Group {
  /** '' for the features whose definition names no source. */
  source: string;
  /** The worst of its features. */
  verdict: Verdict;
  /** In the order in which they were given. */
  features: Feature[];
}

/** A row of the table: a feature, or the heading of a group. */
export type Item =
  { kind: 'feature'; key: string; feature: Feature } | { kind: 'group'; key: string; group: Group; isOpen: boolean };

/** The features by source, the source with the worst verdict first; of equal ones that whose first feature comes first. */
export function groupBySource(features: Feature[]): Group[] {
  return groups(features, ({ source }) => source)
    .map(([source, members]) => ({
      source,
      verdict: worstVerdict(members.map(({ verdict }) => verdict)),
      features: members,
    }))
    .sort((a, b) => compareVerdicts(a.verdict, b.verdict));
}

/** The rows of a table without groups. */
export function plainItems(features: Feature[]): Item[] {
  return features.map((feature) => ({ kind: 'feature', key: feature.key, feature }));
}

/** The rows of a table with groups: a heading for each, and its features unless the source is among the closed ones. */
export function groupedItems(features: Feature[], closed: ReadonlySet<string>): Item[] {
  return groupBySource(features).flatMap((group): Item[] => {
    const isOpen = !closed.has(group.source);
    const heading: Item = { kind: 'group', key: `source|${group.source}`, group, isOpen };
    return isOpen ? [heading, ...plainItems(group.features)] : [heading];
  });
}

/** True where grouping tells something: a source is named. */
export function canGroup(features: Feature[]): boolean {
  return features.some(({ source }) => source !== '');
}
