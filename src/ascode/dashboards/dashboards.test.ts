import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Panel } from '@grafana/grafana-foundation-sdk/dashboard';

import { ModelSpec, Specification } from '../../contract';
import { anyModelDashboard } from './anyModel';
import { modelDashboard } from './model';
import { overviewDashboard } from './overview';
import { Target } from './scope';
import { watchedText } from './watched';

/** What `leeway-engine describe` prints of golden/models.yaml. */
const source = JSON.parse(readFileSync(path.join(__dirname, '../golden/specification.json'), 'utf8')) as Specification;
/** The demo, which has everything that can be drawn. */
const flights = JSON.parse(
  readFileSync(path.join(__dirname, '../golden/leeway-flights.json'), 'utf8')
) as Specification;
const OPTIONS = { static: false };
const [delay, price] = source.models as [ModelSpec, ModelSpec];

/** What Grafana would read: JSON has no functions. */
const read = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;
const panelsOf = (model: ModelSpec, options = OPTIONS) =>
  read(modelDashboard(source, model, options)).panels as Panel[];
const targetsOf = (panels: Panel[]) => panels.flatMap(({ targets = [] }) => targets as unknown as Target[]);

/** Compares a text with its file, in golden/ unless a folder is given; UPDATE_GOLDEN=1 writes it anew. Read the difference. */
function expectGolden(name: string, text: string, folder = '../golden'): void {
  const committed = path.join(__dirname, folder, name);
  if (process.env.UPDATE_GOLDEN) {
    writeFileSync(committed, text);
  }
  expect(existsSync(committed) ? readFileSync(committed, 'utf8') : '').toBe(text);
}

describe('modelDashboard', () => {
  it.each([
    ['a classifier', 'dashboard-arrival-delay.json', () => modelDashboard(source, delay, OPTIONS)],
    ['a model without outcomes', 'dashboard-price.json', () => modelDashboard(source, price, OPTIONS)],
    ['a public dashboard', 'dashboard-static.json', () => modelDashboard(source, delay, { static: true })],
    ['all models', 'dashboard-models.json', () => overviewDashboard(source, OPTIONS)],
  ])('writes what the committed file shows: %s', (_name, file, dashboard) => {
    expectGolden(file, `${JSON.stringify(dashboard(), null, 2)}\n`);
  });

  it.each([
    ['with variables', { static: false }],
    ['without', { static: true }],
  ])('explains every panel, and gives each an id, a place and refIds of its own: %s', (_name, options) => {
    for (const model of source.models) {
      const panels = panelsOf(model, options);
      expect(panels.filter(({ title, description }) => !title || !description)).toEqual([]);
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      for (const { targets = [] } of panels) {
        const refIds = (targets as unknown as Target[]).map(({ refId }) => refId);
        expect(new Set(refIds).size).toBe(refIds.length);
      }
    }
  });

  it('covers the grid without overlaps and without holes beside a panel', () => {
    for (const model of [...source.models, flights.models[0]!]) {
      const cells = new Set<string>();
      const places = panelsOf(model).map(({ gridPos }) => gridPos!);
      for (const { x, y, w, h } of places) {
        expect(x + w).toBeLessThanOrEqual(24);
        for (let column = x; column < x + w; column++) {
          for (let row = y; row < y + h; row++) {
            expect(cells).not.toContain(`${column} ${row}`);
            cells.add(`${column} ${row}`);
          }
        }
      }
      for (const { y } of places) {
        expect(places.filter((one) => one.y === y).reduce((sum, { w }) => sum + w, 0)).toBe(24);
      }
    }
  });

  it('asks the data source and the parts that its variables name', () => {
    const { templating } = read(modelDashboard(source, delay, OPTIONS));
    expect(templating.list!.map(({ name }) => name)).toEqual([
      'datasource',
      'window',
      'baseline',
      'segment',
      'feature',
      'filters',
    ]);
    const asked = panelsOf(delay).map(({ title, description, targets }) => ({ title, description, targets }));
    const names = [...JSON.stringify(asked).matchAll(/\$\{?(\w+)/g)].map(([, name]) => name);
    expect(new Set(names)).toEqual(new Set(['datasource', 'window', 'baseline', 'segment', 'feature']));
  });

  it('has no variable at all in a public dashboard', () => {
    const { templating, panels, links } = read(modelDashboard(source, delay, { static: true }));
    expect({ variables: templating.list, links }).toEqual({ variables: [], links: [] });
    expect(JSON.stringify(targetsOf(panels as Panel[]))).not.toContain('$');
    expect(new Set(targetsOf(panels as Panel[]).map(({ datasource }) => datasource.uid))).toEqual(new Set(['flights']));
  });

  it('draws nothing that the model has no columns for', () => {
    const types = (model: ModelSpec) => panelsOf(model).map(({ title }) => title);
    expect(types(price).join()).not.toMatch(/accuracy|features|latency|sure/i);
    expect(types(delay).join()).toMatch(/accuracy.*features.*sure.*latency/i);
  });

  it('opens with eight windows, in the zone of the model', () => {
    expect(read(modelDashboard(source, delay, OPTIONS))).toMatchObject({
      uid: delay.dashboard,
      timezone: 'America/New_York',
      time: { from: 'now-56d', to: 'now' },
    });
    expect(modelDashboard(source, delay, { ...OPTIONS, from: 'now-30d', to: 'now-1d' }).time).toEqual({
      from: 'now-30d',
      to: 'now-1d',
    });
  });

  it('keeps the ids of other panels when one comes or goes', () => {
    const ids = (model: ModelSpec) => Object.fromEntries(panelsOf(model).map(({ title, id }) => [title, id]));
    const without = ids({ ...delay, features: [], segments: [] });
    expect(ids(delay)).toMatchObject(
      Object.fromEntries(Object.entries(without).filter(([title]) => !/^Predictions/.test(title)))
    );
  });
});

describe('anyModelDashboard', () => {
  const any = read(anyModelDashboard());
  const text = JSON.stringify(any);

  it('is the file that the data source offers for import', () => {
    const plugin = '../../datasource';
    const { includes } = JSON.parse(readFileSync(path.join(__dirname, plugin, 'plugin.json'), 'utf8'));
    expect(includes.map(({ type, path: file }: Record<string, string>) => [type, file])).toEqual([
      ['dashboard', 'dashboards/model.json'],
    ]);
    expectGolden('dashboards/model.json', `${JSON.stringify(any, null, 2)}\n`, plugin);
  });

  it('names no model, no data source and no measure, and asks nothing that a model may have no columns for', () => {
    const targets = targetsOf(any.panels as Panel[]);
    expect(new Set(targets.map(({ models }) => String(models)))).toEqual(new Set(['$model']));
    expect(new Set(targets.map(({ datasource }) => datasource.uid))).toEqual(new Set(['${datasource}']));
    expect(targets.filter(({ measures = [] }) => measures.some(({ id }) => id !== 'count'))).toEqual([]);
    expect(targets.flatMap(({ target = [] }) => target)).toEqual(['features', 'prediction', 'log', 'log']);
  });

  it('asks only for variables that it has, and each of them', () => {
    const names = any.templating.list.map(({ name }) => name);
    const { panels, annotations } = any;
    const asked = new Set([...JSON.stringify({ panels, annotations }).matchAll(/\$\{?(\w+)/g)].map(([, name]) => name));
    expect([...asked].sort()).toEqual(names.filter((name) => name !== 'filters').sort());
  });

  it('has what Grafana puts the data source in for, and a description of every panel', () => {
    const [{ name }] = any.__inputs;
    expect(text.split(`\${${name}}`)).toHaveLength(3); // the value and the text of the variable
    expect((any.panels as Panel[]).filter(({ title, description }) => !title || !description)).toEqual([]);
  });
});

describe('overviewDashboard', () => {
  it('leads from each model to its dashboard', () => {
    const text = JSON.stringify(overviewDashboard(source, OPTIONS));
    for (const { dashboard } of source.models) {
      expect(text).toContain(dashboard);
    }
  });
});

/** What Grafana colours by thresholds, also where it has no value. */
const COLOURED = ['stat', 'gauge', 'bargauge'];

it('gives what has no answer a word on grey in every dashboard, where Grafana would draw green', () => {
  const dashboards = [
    ...source.models.flatMap((model) => [true, false].map((fixed) => modelDashboard(source, model, { static: fixed }))),
    modelDashboard(flights, flights.models[0]!, OPTIONS),
    overviewDashboard(source, OPTIONS),
    anyModelDashboard(),
  ];
  const coloured = dashboards.flatMap(({ panels }) => panels).filter(({ type }) => COLOURED.includes(type));
  expect(coloured.length).toBeGreaterThan(3);
  for (const { fieldConfig } of coloured) {
    expect(fieldConfig?.defaults).toMatchObject({
      noValue: 'No answer',
      thresholds: { mode: 'absolute', steps: [{ value: null, color: '#6e6e6e' }] },
    });
  }
});

describe('watchedText', () => {
  it('says every policy in words, once, and what is off', () => {
    for (const model of source.models) {
      const text = watchedText(model);
      for (const { id } of [...model.policies, ...model.off.map(({ policy }) => ({ id: policy }))]) {
        expect(text.split(`\`${id}\``)).toHaveLength(2);
      }
    }
  });
});
