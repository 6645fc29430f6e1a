import { DataFrame, Field, LinkModel } from '@grafana/data';

import { ValueStyle } from './format';

/** What the two windows are called, as field overrides name them. */
export interface WindowNames {
  current: string;
  baseline: string;
}

/** Gives the data links of a row, with its values put in. */
export type RowLinks = () => LinkModel[];

/** Unit and decimals of a field, after the panel's overrides; nothing for a field that is missing. */
export function styleOf(field: Field | undefined): ValueStyle {
  const { unit, decimals } = field?.config ?? {};
  return { unit: unit || undefined, decimals: decimals ?? undefined };
}

/** The same of a field of shares, which are percentages unless an override says otherwise. */
export function shareStyleOf(field: Field | undefined): ValueStyle {
  const { unit = 'percentunit', decimals } = styleOf(field);
  return { unit, decimals };
}

/** The name that the panel's owner gave a field, else the one that it has without. */
export function nameOf(field: Field | undefined, otherwise: string): string {
  return field?.config.displayName || otherwise;
}

/** The names of the windows in a frame with the fields `current` and `baseline`. */
export function windowNames({ fields }: DataFrame): WindowNames {
  const named = (wanted: string) => fields.find(({ name }) => name === wanted);
  return { current: nameOf(named('current'), 'Current'), baseline: nameOf(named('baseline'), 'Baseline') };
}

/**
 * Reads the data links of a frame's rows, of each title the first: links of a whole panel come with every field. Undefined for every row
 * of a frame whose fields have none.
 */
export function linksReader({ fields }: Pick<DataFrame, 'fields'>): (row: number) => RowLinks | undefined {
  const linked = fields.filter(({ config, getLinks }) => getLinks && config.links?.length);
  if (linked.length === 0) {
    return () => undefined;
  }
  return (row) => () => {
    const all = linked.flatMap(({ getLinks }) => getLinks!({ valueRowIndex: row }));
    return all.filter(({ title }, i) => all.findIndex((link) => link.title === title) === i);
  };
}
