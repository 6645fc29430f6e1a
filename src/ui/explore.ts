/** A filter of the query contract. */
export interface Filter {
  key: string;
  operator: string;
  values: string[];
}

/** A query as a panel's request carries it; only what is read here. */
export interface PanelQuery {
  refId: string;
  queryType?: string;
  datasource?: { type?: string; uid?: string } | null;
  filters?: Filter[];
  [key: string]: unknown;
}

/** The filters that leave the rows of these segments. */
export function segmentFilters(segments: Record<string, string>): Filter[] {
  return Object.entries(segments).map(([key, value]) => ({ key, operator: '=', values: [value] }));
}

/**
 * The query of the predictions behind a mark, from the one that the panel asked. `model` is that of the mark; `about` says
 * which measure or column the mark is of; `filters` leave its rows.
 */
export function recordsQuery(
  asked: PanelQuery,
  model: string | undefined,
  about: Record<string, unknown>,
  filters: Filter[]
): PanelQuery {
  return {
    refId: asked.refId,
    datasource: asked.datasource,
    schemaVersion: asked.schemaVersion,
    queryType: 'records',
    models: model === undefined ? asked.models : [model],
    versions: asked.versions,
    ...about,
    window: asked.window,
    filters: [...(asked.filters ?? []), ...filters],
  };
}

/** The address of Explore with one query over the panel's range. */
export function exploreAddress(query: PanelQuery, range: { from: string; to: string }): string {
  const panes = { records: { datasource: query.datasource?.uid, queries: [query], range } };
  return `/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify(panes))}`;
}

/** Where a panel is shown, and by whom it is read. */
export interface Reader {
  /** On a public dashboard, whose readers have no account. */
  isPublic: boolean;
  /** May open Explore. */
  canExplore: boolean;
}

/** Says why the records behind a mark cannot be opened here, and what to do; undefined where they can. */
export function whyNoRecords(targets: PanelQuery[], { isPublic, canExplore }: Reader): string | undefined {
  if (isPublic) {
    return 'A public dashboard shows no records. Sign in and open the dashboard in Grafana.';
  }
  if (isSnapshot(targets)) {
    return 'A snapshot has no records. Open the original dashboard.';
  }
  return canExplore
    ? undefined
    : 'Records open in Explore, but your role may not use it. Ask an editor of the dashboard.';
}

/** Reports whether a panel's data are those of a snapshot: nothing can be asked anew. */
export function isSnapshot(targets: PanelQuery[]): boolean {
  return targets.length === 0 || targets.some(({ queryType }) => queryType === 'snapshot');
}
