import { FieldConfig, PanelData } from '@grafana/data';

import { PageState } from './pageState';

/** The data with the standard options that the page sets, as Grafana gives them to a panel: what a field says itself comes first. */
export function applyFieldOptions(data: PanelData, { unit, decimals }: PageState): PanelData {
  const options: FieldConfig = { ...(unit && { unit }), ...(decimals && { decimals: Number(decimals) }) };
  const series = data.series.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => ({ ...field, config: { ...options, ...field.config } })),
  }));
  return { ...data, series };
}
