import { FORMATS, ModelInfo } from '../../contract';
import { defaultQuery, DRIFT } from '../defaults';
import { Format, LeewayQuery, QueryType } from '../types';
import { shapeOf } from './applies';

/** What a panel can draw of Leeway's answers, and what a new query of it asks for. */
interface Panel {
  /** The query types that it draws; missing: all that have one of its formats. */
  types?: QueryType[];
  /** The formats that it draws, the best first. */
  formats: Format[];
  /** The query that it starts with. */
  start: (model?: ModelInfo) => Partial<LeewayQuery>;
}

const BASE = { schemaVersion: DRIFT.schemaVersion };

const ofModel = (model?: ModelInfo) => (model ? { models: [model.id] } : {});

const bins = (format: Format) => (model?: ModelInfo) => {
  const [feature] = model?.features ?? [];
  const features = feature ? { features: [feature.name] } : {};
  return { ...BASE, queryType: 'distribution', target: 'features', format, ...ofModel(model), ...features } as const;
};

const table = (queryType: QueryType) => (model?: ModelInfo) => {
  return { ...BASE, queryType, format: 'table', ...ofModel(model) } as const;
};

const SERIES: Panel = { formats: ['timeseries'], start: () => defaultQuery() };
const NUMBER: Format[] = ['number', 'timeseries', 'table'];

/** Names the visualizations that are made for what a query shows; any table shows it too, except as a series. */
export function visualizationsFor(query: LeewayQuery): string[] {
  const { queryType, format } = shapeOf(query);
  if (format === 'timeseries') {
    return queryType === 'distribution' ? ['Leeway distribution', 'Heatmap'] : ['Time series', 'State timeline'];
  }
  const own: Partial<Record<QueryType, string>> = {
    distribution: 'Leeway distribution',
    features: 'Leeway features',
    segments: 'Leeway segments',
    calibration: 'Leeway segments',
    confusion: 'Leeway segments',
  };
  const name = own[queryType];
  return name && format === 'table' ? [name, 'Table'] : [format === 'number' ? 'Stat' : 'Table'];
}

/** Panels by plugin id. One that is not listed draws everything. */
const PANELS: Record<string, Panel> = {
  'leeway-distribution-panel': { types: ['distribution'], formats: ['table', 'timeseries'], start: bins('table') },
  'leeway-features-panel': { types: ['features'], formats: ['table'], start: table('features') },
  'leeway-segments-panel': {
    types: ['segments', 'calibration', 'confusion'],
    formats: ['table'],
    start: table('segments'),
  },
  heatmap: { types: ['distribution'], formats: ['timeseries'], start: bins('timeseries') },
  timeseries: SERIES,
  'state-timeline': SERIES,
  'status-history': SERIES,
  stat: { formats: NUMBER, start: () => defaultQuery() },
  gauge: { formats: NUMBER, start: () => defaultQuery() },
  bargauge: { formats: NUMBER, start: () => defaultQuery() },
};

/** Reports whether a panel can draw the answer to a query. */
export function canDraw(plugin: string | undefined, query: LeewayQuery): boolean {
  const panel = plugin ? PANELS[plugin] : undefined;
  const { queryType, format } = shapeOf(query);
  const isHeatMap = queryType === 'distribution' && format === 'timeseries'; // rows of bins are no lines
  return (
    !panel ||
    (panel.types
      ? panel.types.includes(queryType) && panel.formats.includes(format)
      : panel.formats.includes(format) && !isHeatMap)
  );
}

/** Lists what a panel can draw in the place of what the query shows, each with the format that fits best. */
export function drawnBy(plugin: string | undefined, query: LeewayQuery): Array<{ type: QueryType; format: Format }> {
  const panel = plugin ? PANELS[plugin] : undefined;
  const types = panel?.types ?? [shapeOf(query).queryType, ...MEASURED];
  const drawn = types.flatMap((type) => {
    const format = panel?.formats.find((one) => (FORMATS[type] as readonly Format[]).includes(one));
    return format && canDraw(plugin, { ...query, queryType: type, format }) ? [{ type, format }] : [];
  });
  return drawn.filter(({ type }, i) => i === drawn.findIndex((other) => other.type === type));
}

/** What every panel of lines and numbers can be given. */
const MEASURED: QueryType[] = ['measure', 'policy'];

/** Lists, of the formats of a query type, those that a panel draws, the best first; all where it draws none of them. */
export function formatsFor(plugin: string | undefined, queryType: QueryType, formats: Format[]): Format[] {
  const best = plugin ? (PANELS[plugin]?.formats ?? []) : [];
  const ordered = [
    ...best.filter((format) => formats.includes(format)),
    ...formats.filter((format) => !best.includes(format)),
  ];
  const drawn = ordered.filter((format) => canDraw(plugin, { refId: '', queryType, format }));
  return drawn.length > 0 ? drawn : formats;
}

/** The query that a panel starts with; undefined for one that draws everything. */
export function startOf(plugin: string | undefined, models: ModelInfo[]): Partial<LeewayQuery> | undefined {
  return plugin ? PANELS[plugin]?.start(models[0]) : undefined;
}

/** Reports whether a query is still one that an editor starts with, so that nothing that somebody chose is lost. */
export function isUntouched(query: LeewayQuery, models: ModelInfo[]): boolean {
  const starts = [
    defaultQuery(),
    defaultQuery('explore'),
    ...Object.values(PANELS).map(({ start }) => start(models[0])),
  ];
  return starts.some((start) => askOf(start) === askOf(query));
}

/** Puts another question into a query, which keeps its name and its data source. */
export function replaceAsk(query: LeewayQuery, start: Partial<LeewayQuery>): LeewayQuery {
  const kept = Object.entries(query).filter(([name]) => GRAFANAS_OWN.includes(name));
  return { ...(Object.fromEntries(kept) as Pick<LeewayQuery, 'refId'>), ...start };
}

/** What Grafana keeps in a query beside what it asks. */
const GRAFANAS_OWN = ['refId', 'datasource', 'hide', 'key'];

function askOf(query: Partial<LeewayQuery>): string {
  const asks = Object.entries(query).filter(([name, value]) => !GRAFANAS_OWN.includes(name) && value !== undefined);
  return JSON.stringify(asks.sort(([a], [b]) => (a < b ? -1 : 1)));
}
