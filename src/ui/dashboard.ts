import { AppEvents, PanelProps, RawTimeRange } from '@grafana/data';
import { config, getAppEvents, getDataSourceSrv, getTemplateSrv, locationService } from '@grafana/runtime';

import { exploreAddress, PanelQuery, Reader, whyNoRecords } from './explore';

/** Reports whether the dashboard has a variable of that name that a reader can set: those of a snapshot are fixed. */
export function hasVariable(name: string): boolean {
  try {
    return getTemplateSrv()
      .getVariables()
      .some((variable) => variable.name === name);
  } catch {
    return false; // Grafana 12.2 does not list the variables of a snapshot, it throws.
  }
}

/** Sets a variable of the dashboard; every panel that uses it follows. */
export function setVariable(name: string, value: string): void {
  locationService.partial({ [`var-${name}`]: value }, true);
}

/** Reports whether the dashboard is a public one: it takes neither variables nor filters. */
export function isPublic(): boolean {
  return Boolean(config.publicDashboardAccessToken);
}

/** What a panel has asked, as the data source knows it. */
export function targetsOf({ data }: Pick<PanelProps, 'data'>): PanelQuery[] {
  return (data.request?.targets ?? []) as PanelQuery[];
}

/** Opens the predictions behind a mark in Explore, or says why this reader cannot have them. */
export function openRecords(records: PanelQuery, { data, timeRange }: Pick<PanelProps, 'data' | 'timeRange'>): void {
  const problem = whyNoRecords(targetsOf({ data }), reader());
  if (problem) {
    getAppEvents().publish({ type: AppEvents.alertWarning.name, payload: ['No records', problem] });
    return;
  }
  void openExplore(records, timeRange.raw);
}

function reader(): Reader {
  const { permissions = {} } = config.bootData.user;
  return { isPublic: isPublic(), canExplore: config.exploreEnabled && permissions['datasources:explore'] === true };
}

/** Explore knows no variables of a dashboard: the data source puts their values in. */
async function openExplore(query: PanelQuery, { from, to }: RawTimeRange): Promise<void> {
  // Grafana 12.2 has no other way to an instance.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const source = await getDataSourceSrv().get(query.datasource ?? undefined);
  const [filled] = source.interpolateVariablesInQueries?.([query], {}) ?? [query];
  const instant = (time: RawTimeRange['from']) => (typeof time === 'string' ? time : String(time.valueOf()));
  locationService.push(exploreAddress((filled ?? query) as PanelQuery, { from: instant(from), to: instant(to) }));
}
