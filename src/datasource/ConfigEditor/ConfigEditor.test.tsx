/**
 * yaml's build for browsers is made of ES modules, which jest does not read; its build for node is not.
 *
 * @jest-environment-options {"customExportConditions": ["node", "require", "default"]}
 */
import { DataSourceSettings } from '@grafana/data';
import { BackendSrvRequest } from '@grafana/runtime';
import { CodeEditor as GrafanaCodeEditor } from '@grafana/ui';
import { fireEvent, render, screen } from '@testing-library/react';
import React, { ComponentProps, useState } from 'react';
import { from } from 'rxjs';

import { Model, ModelSpec, PolicySpec } from '../../contract';
import { enter, giveElementsRoom, press } from '../testDom';
import { LeewayOptions } from '../types';
import { ConfigEditor } from './ConfigEditor';

const fetch = jest.fn<Promise<{ data: unknown }>, [BackendSrvRequest]>();

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  getBackendSrv: () => ({ fetch: (request: BackendSrvRequest) => from(fetch(request)) }),
}));

// Monaco draws nothing in jsdom. Like Grafana's editor this one keeps the onChange that it was mounted with.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual<object>('@grafana/ui'),
  CodeEditor: function CodeEditor({ value, onChange, readOnly }: ComponentProps<typeof GrafanaCodeEditor>) {
    const [first] = useState(() => onChange);
    return (
      <textarea
        aria-label="definitions"
        value={value}
        readOnly={readOnly}
        onChange={(event) => first?.(event.currentTarget.value)}
      />
    );
  },
}));

/** A model that the backend found right. */
const resolved = (model: Partial<ModelSpec> = {}) => ({
  id: 'a',
  policies: [],
  off: [],
  warnings: [],
  faults: [],
  ...model,
});

beforeAll(giveElementsRoom);

beforeEach(() => fetch.mockReset().mockResolvedValue({ data: { models: [resolved()], errors: [] } }));

function edit(
  jsonData: LeewayOptions & Record<string, unknown>,
  change: Partial<DataSourceSettings<LeewayOptions>> = {}
) {
  let current = { uid: 'leeway', readOnly: false, jsonData, ...change } as DataSourceSettings<LeewayOptions>;
  function Host() {
    const [options, setOptions] = useState(current);
    const take = (next: DataSourceSettings<LeewayOptions>) => {
      current = next;
      setOptions(next);
    };
    return <ConfigEditor options={options} onOptionsChange={take} />;
  }
  render(<Host />);
  return { jsonData: () => current.jsonData, text: screen.getAllByLabelText<HTMLTextAreaElement>('definitions')[0]! };
}

const write = (text: HTMLTextAreaElement, value: string) => fireEvent.change(text, { target: { value } });

describe('ConfigEditor', () => {
  it('chooses no store for a new data source, and asks for one', () => {
    const { jsonData } = edit({});
    expect(jsonData()).toEqual({});
    expect(screen.queryByLabelText(/Database file/)).not.toBeInTheDocument();
    press('DuckDB');
    expect(jsonData()).toEqual({ store: { kind: 'duckdb' } });
    expect(screen.getByLabelText(/Database file/)).toBeEnabled();
  });

  it('shows the setting of the demonstration only where it is set', () => {
    edit({ store: { kind: 'duckdb' } });
    expect(screen.queryByLabelText(/Move in time/)).not.toBeInTheDocument();
    edit({ store: { kind: 'duckdb', moveTo: 'now' } });
    expect(screen.getByLabelText(/Move in time/)).toHaveValue('now');
  });

  it('keeps every key that it does not know, whatever is changed', () => {
    const foreign = { httpHeaderName1: 'X', later: { a: 1 } };
    const store = { kind: 'duckdb', later: true } as LeewayOptions['store'];
    const { jsonData, text } = edit({ ...foreign, store, limits: { cacheMB: 64 } });
    enter(screen.getByLabelText(/Database file/), 'x.db');
    enter(screen.getByLabelText(/Time limit/), '9s');
    write(text, '- id: a');
    expect(jsonData()).toEqual({
      ...foreign,
      store: { kind: 'duckdb', later: true, path: 'x.db' },
      limits: { cacheMB: 64, queryTimeout: '9s' },
      models: [{ id: 'a' }],
    });
  });

  it('stores models as objects, as a provisioning file does, and none as no key', () => {
    const { jsonData, text } = edit({ store: { kind: 'duckdb' } });
    write(text, '- id: a\n  log: { table: t, time: { column: at } }\n');
    expect(jsonData().models).toEqual([{ id: 'a', log: { table: 't', time: { column: 'at' } } }]);
    write(text, '');
    expect(jsonData().models).toBeUndefined();
  });

  it('keeps the last models while the text is no YAML, and says on which line', () => {
    const { jsonData, text } = edit({ store: { kind: 'duckdb' }, models: [{ id: 'a' } as Model] });
    write(text, '- id: a\n  log: {\n- id: b');
    expect(screen.getByText('This text cannot be read, so it is not used yet')).toBeInTheDocument();
    expect(screen.getByText('line 3')).toBeInTheDocument();
    expect(jsonData().models).toEqual([{ id: 'a' }]);
  });

  it('puts what the backend refuses at the line of the field', async () => {
    const message = '"num" is not one of numeric, categorical';
    fetch.mockResolvedValue({
      data: { models: [], errors: [{ path: 'models[0].features[0].kind', message }] },
    });
    const { text } = edit({ store: { kind: 'duckdb' } });
    write(text, '- id: a\n  features:\n    - name: x\n      kind: num\n');
    expect(await screen.findByText('line 4')).toBeInTheDocument();
    expect(screen.getByText(/model a: features\[0\].kind: "num" is not one of/)).toBeInTheDocument();
    expect(fetch).toHaveBeenLastCalledWith(
      expect.objectContaining({ url: '/api/datasources/uid/leeway/resources/validate', data: text.value })
    );
  });

  it('shows the file that holds the definitions in the place of a text, with what it means', () => {
    render(
      <ConfigEditor
        options={
          {
            uid: 'leeway',
            jsonData: { store: { kind: 'duckdb' }, modelsFile: 'team/delay.yaml' },
          } as DataSourceSettings<LeewayOptions>
        }
        onOptionsChange={() => undefined}
      />
    );
    expect(screen.getByText('The models are defined in the file team/delay.yaml')).toBeInTheDocument();
    expect(screen.queryByLabelText('definitions')).not.toBeInTheDocument();
  });

  it('says when definitions are right', async () => {
    edit({ store: { kind: 'duckdb' }, models: [{ id: 'a' } as Model] });
    expect(await screen.findByText('Every definition is right: a.')).toBeInTheDocument();
  });

  it('lists what watches a model, and what is off and why', async () => {
    const off = [
      { policy: 'cost', why: 'needs costs' },
      { policy: 'cost-anchored', why: 'needs costs' },
      { policy: 'drift', why: 'defaults: off' },
    ];
    const policies = [{ id: 'accuracy' }, { id: 'log-silent' }] as PolicySpec[];
    const faults = [{ path: 'policies[1]', message: 'policy y can never be breached' }];
    const model = resolved({ policies, off, warnings: ['policy x has no partner'], faults });
    fetch.mockResolvedValue({ data: { models: [model], errors: [] } });
    edit({ store: { kind: 'duckdb' }, models: [{ id: 'a' } as Model] });
    expect(await screen.findByText('a: 2 policies watch it, 3 default policies are off')).toBeInTheDocument();
    expect(screen.getByText('accuracy, log-silent')).toBeInTheDocument();
    expect(screen.getByText('cost, cost-anchored: needs costs')).toBeInTheDocument();
    expect(screen.getByText('drift: defaults: off')).toBeInTheDocument();
    expect(screen.getByText('Warning: policies[1]: policy y can never be breached')).toBeVisible();
    expect(screen.getByText('Warning: policy x has no partner')).toBeVisible();
  });

  it('says who may have definitions checked to somebody who may not', async () => {
    fetch.mockRejectedValue({ status: 403, statusText: 'Forbidden', data: {}, config: {} });
    edit({ store: { kind: 'duckdb' }, models: [{ id: 'a' } as Model] });
    expect(await screen.findByText(/Only administrators can check definitions here/)).toBeInTheDocument();
  });

  it('passes on why definitions could not be checked', async () => {
    const data = { message: 'Plugin unavailable.' };
    fetch.mockRejectedValue({ status: 503, statusText: 'Unavailable', data, config: {} });
    edit({ store: { kind: 'duckdb' }, models: [{ id: 'a' } as Model] });
    expect(await screen.findByText(/could not be checked: Plugin unavailable\./)).toBeInTheDocument();
  });

  it('warns of definitions from 20 kB on', () => {
    const model = (length: number) => ({ id: 'a', name: 'x'.repeat(length) }) as Model;
    const { text } = edit({ store: { kind: 'duckdb' }, models: [model(19_000)] });
    expect(screen.queryByText(/The definitions take/)).not.toBeInTheDocument();
    write(text, `- { id: a, name: ${'x'.repeat(20_500)} }`);
    expect(screen.getByText('The definitions take 20 kB')).toBeInTheDocument();
  });

  it('lets the settings of a provisioned data source be read only, and says where they are changed', () => {
    const { text } = edit({ store: { kind: 'duckdb' }, models: [{ id: 'a' } as Model] }, { readOnly: true });
    expect(screen.getByText(/This data source is provisioned/)).toBeInTheDocument();
    expect(text).toHaveAttribute('readonly');
    expect(screen.getByLabelText(/Database file/)).toBeDisabled();
    expect(screen.getByLabelText(/Time limit/)).toBeDisabled();
  });

  it('shows a store that this version does not read, and says so', () => {
    const store = { kind: 'oracle', tls: 'require' } as unknown as LeewayOptions['store'];
    const { jsonData } = edit({ store });
    expect(screen.getByText('This version of Leeway does not read oracle.')).toBeInTheDocument();
    expect(jsonData().store).toEqual(store);
  });

  it('gives somebody without models an example that reads', () => {
    const { jsonData } = edit({ store: { kind: 'duckdb' } });
    press('Start from an example');
    expect(jsonData().models).toEqual([expect.objectContaining({ id: 'my-model', task: 'binary' })]);
  });
});
