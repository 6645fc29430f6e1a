import { MatcherConfig, Panel, PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { UNKNOWN_TILE } from '../../contract';
import { Target } from './scope';

/** What a field is called and how it is drawn, by how it is found. */
export interface Override {
  matcher: MatcherConfig;
  properties: Array<{ id: string; value: unknown }>;
}

/** A panel without its place. */
export interface PanelSpec {
  /** The same in every dashboard, so that a link to a panel holds while others come and go. */
  id: number;
  type: string;
  title: string;
  description: string;
  width: number;
  height: number;
  targets: Target[];
  options?: object;
  defaults?: object;
  overrides?: Override[];
  transformations?: Array<{ id: string; options: object }>;
}

/** Columns of Grafana's grid. */
const COLUMNS = 24;

/** Lays rows of panels out from the top; a row is as high as its highest panel. */
export function layOut(rows: PanelSpec[][]): Panel[] {
  const panels: Panel[] = [];
  let y = 0;
  for (const row of rows.filter(({ length }) => length > 0)) {
    let x = 0;
    for (const [i, spec] of row.entries()) {
      // The last one takes what is left, where a panel is missing for want of columns.
      const w = i === row.length - 1 ? COLUMNS - x : spec.width;
      panels.push(place(spec, { x, y, w, h: spec.height }));
      x += w;
    }
    y += Math.max(...row.map(({ height }) => height));
  }
  return panels;
}

function place(spec: PanelSpec, gridPos: { x: number; y: number; w: number; h: number }): Panel {
  const builder = new PanelBuilder()
    .id(spec.id)
    .type(spec.type)
    .title(spec.title)
    .description(spec.description)
    .gridPos(gridPos)
    .fieldConfig({ defaults: spec.defaults ?? {}, overrides: spec.overrides ?? [] })
    .options(spec.options ?? {});
  if (spec.targets.length > 0) {
    builder
      .datasource(spec.targets[0]!.datasource)
      .targets(spec.targets.map((target) => ({ build: () => dataquery(target) })));
  }
  if (spec.transformations) {
    builder.transformations(spec.transformations);
  }
  return builder.build();
}

/** The kit asks queries to carry a method that marks them; text has no methods. */
const dataquery = (target: Target) => ({ ...target, _implementsDataqueryVariant: () => undefined });

/** Finds fields by a regular expression on their name. */
export const byName = (pattern: RegExp, properties: Record<string, unknown>): Override => ({
  matcher: { id: 'byRegexp', options: String(pattern) },
  properties: Object.entries(properties).map(([id, value]) => ({ id, value })),
});

/** Finds fields by the refId of their query. */
export const byQuery = (refId: string, properties: Record<string, unknown>): Override => ({
  matcher: { id: 'byFrameRefID', options: refId },
  properties: Object.entries(properties).map(([id, value]) => ({ id, value })),
});

/** The legend and tooltip of time series. */
export const SERIES_OPTIONS = {
  legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
  tooltip: { mode: 'multi', sort: 'none' },
};

/** The last value of each field, as stat panels and gauges show it. */
export const LAST_VALUE = { calcs: ['lastNotNull'], values: false };

/**
 * The look of tiles without a value. A query that failed has no field that could say its own, and Grafana gives "No data"
 * the first colour of the panel's thresholds, which is green unless the panel sets another.
 */
export const UNANSWERED = {
  noValue: 'No answer',
  thresholds: { mode: 'absolute', steps: [{ value: null, color: UNKNOWN_TILE }] },
};

/** Stands bars before their points: a point is at the end of its day, so that the last one would stand half outside. */
export const BEFORE = -1;

/** A colour of Grafana's palette. */
export const fixed = (fixedColor: string) => ({ mode: 'fixed', fixedColor });
