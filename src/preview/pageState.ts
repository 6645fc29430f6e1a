import { DEMO } from './demo';

/** What the page shows. Every part is in the address, so that a view can be linked to and tested. */
export interface PageState {
  theme: 'light' | 'dark';
  panel: 'distribution' | 'features' | 'segments' | 'calibration' | 'confusion';
  datasource: string;
  /** A model's id; '' means every model of the data source. */
  model: string;
  target: 'features' | 'prediction' | 'score';
  /** One feature's name; '' means all. */
  feature: string;
  /** The segment that curves and matrices are split by; '' means the model as a whole. */
  split: string;
  /** First local day, and the local day after the last one, as YYYY-MM-DD. */
  from: string;
  to: string;
  timezone: string;
  /** A baseline's name; '' means the model's default. */
  baseline: string;
  scale: 'bins' | 'value' | 'log';
  mode: 'bars' | 'steps' | 'cumulative' | 'difference';
  order: 'query' | 'contribution' | 'share' | 'name';
  view: 'chart' | 'table';
  /** One distribution, or its course in steps of a week. */
  format: 'table' | 'timeseries';
  /** Standard options of the panel's fields: a Grafana unit and a number of decimals; '' for none. */
  unit: string;
  decimals: string;
}

const INITIAL: PageState = {
  theme: 'dark',
  panel: 'distribution',
  model: '',
  target: 'features',
  feature: '',
  split: '',
  baseline: '',
  scale: 'bins',
  mode: 'bars',
  order: 'query',
  view: 'chart',
  format: 'table',
  unit: '',
  decimals: '',
  ...DEMO,
};

const CHOICES: Partial<Record<keyof PageState, readonly string[]>> = {
  theme: ['light', 'dark'],
  panel: ['distribution', 'features', 'segments', 'calibration', 'confusion'],
  target: ['features', 'prediction', 'score'],
  scale: ['bins', 'value', 'log'],
  mode: ['bars', 'steps', 'cumulative', 'difference'],
  order: ['query', 'contribution', 'share', 'name'],
  view: ['chart', 'table'],
  format: ['table', 'timeseries'],
};

/** Reads the page's state from an address's query; what it does not name, or names wrongly, keeps its default. */
export function readState(search: string): PageState {
  const parameters = new URLSearchParams(search);
  const state: Record<string, string> = { ...INITIAL };
  for (const key of Object.keys(INITIAL) as Array<keyof PageState>) {
    const value = parameters.get(key);
    const choices = CHOICES[key];
    if (value !== null && (!choices || choices.includes(value))) {
      state[key] = value;
    }
  }
  return state as unknown as PageState;
}

/** The address's query of a state: only what differs from the defaults. */
export function writeState(state: PageState): string {
  const parameters = new URLSearchParams();
  for (const key of Object.keys(INITIAL) as Array<keyof PageState>) {
    if (state[key] !== INITIAL[key]) {
      parameters.set(key, state[key]);
    }
  }
  const query = parameters.toString();
  return query ? `?${query}` : '';
}
