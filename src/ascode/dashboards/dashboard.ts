import { DashboardLink, Panel, VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';

/** A dashboard as Grafana reads it from files: the first version of its schema, which every Grafana from 12.2 on provisions. */
export interface Dashboard {
  uid: string;
  title: string;
  description: string;
  tags: string[];
  timezone: string;
  editable: boolean;
  graphTooltip: number;
  schemaVersion: number;
  time: { from: string; to: string };
  templating: { list: VariableModel[] };
  annotations: { list: object[] };
  links: DashboardLink[];
  panels: Panel[];
}

const SCHEMA_VERSION = 42;
/** All panels show the time under the pointer. */
const SHARED_CROSSHAIR = 1;

/** A dashboard with what does not differ between dashboards. */
export function dashboardOf(what: Omit<Dashboard, 'editable' | 'graphTooltip' | 'schemaVersion'>): Dashboard {
  const { uid, title, description, tags, timezone, time, templating, annotations, links, panels } = what;
  return {
    uid,
    title,
    description,
    tags,
    timezone,
    editable: true,
    graphTooltip: SHARED_CROSSHAIR,
    schemaVersion: SCHEMA_VERSION,
    time,
    templating,
    annotations,
    links,
    panels,
  };
}
