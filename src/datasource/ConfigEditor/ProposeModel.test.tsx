import { BackendSrvRequest } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import React from 'react';
import { from } from 'rxjs';

import { Model } from '../../contract';
import { choose, giveElementsRoom, press } from '../testDom';
import { Draft } from './draft';
import { ProposeModel } from './ProposeModel';

const fetch = jest.fn<Promise<{ data: unknown }>, [BackendSrvRequest]>();

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  getBackendSrv: () => ({ fetch: (request: BackendSrvRequest) => from(fetch(request)) }),
}));

const YAML = '- id: predictions # why\n';
const PROPOSAL = {
  yaml: YAML,
  table: 'predictions',
  sample: 2000,
  notes: [
    { path: 'log.time', confidence: 'high', reason: 'a usual name' },
    { path: 'timezone', confidence: 'low', reason: 'the store cannot tell' },
  ],
};
const refused = (status: number, message: string) => ({ status, statusText: '', data: { message }, config: {} });

/** A form that nobody has saved, with a model that is wrong. */
const DRAFT: Draft = {
  url: 'db.internal',
  user: 'reader',
  database: 'ml',
  jsonData: { store: { kind: 'postgres' }, models: [{ id: 'wrong' } as Model] },
  secureJsonData: { password: 'typed' },
  kept: ['tlsCACert'],
};

beforeAll(giveElementsRoom);

function open() {
  const taken = jest.fn<void, [string]>();
  render(
    <ProposeModel uid="u" draft={DRAFT} onPropose={taken}>
      {null}
    </ProposeModel>
  );
  press('Propose from a table');
  return taken;
}

/** Answers the list of tables, then this. */
function answer(second: () => Promise<{ data: unknown }>) {
  fetch
    .mockReset()
    .mockResolvedValueOnce({ data: ['outcomes', 'predictions'] })
    .mockImplementationOnce(second);
}

describe('ProposeModel', () => {
  it('proposes for the table that is chosen, and names what is guessed', async () => {
    answer(() => Promise.resolve({ data: PROPOSAL }));
    const taken = open();
    await screen.findByLabelText(/^Prediction log/);
    expect(screen.getByText('Propose').closest('button')).toBeDisabled();
    await choose(screen.getByLabelText(/^Prediction log/), 'predictions');
    press('Propose');
    expect(await screen.findByText(/Proposed from 2000 rows of predictions/)).toBeInTheDocument();
    expect(taken).toHaveBeenCalledWith(YAML);
    expect(screen.getByText('timezone').closest('li')).toHaveTextContent('timezone: the store cannot tell');
    expect(screen.queryByText('log.time')).not.toBeInTheDocument();
    // The store of the form is asked, saved or not; its models are not needed.
    const draft = { ...DRAFT, jsonData: { store: { kind: 'postgres' } } };
    expect(fetch.mock.calls.map(([request]) => request)).toEqual([
      expect.objectContaining({ url: '/api/datasources/uid/u/resources/tables', data: { draft } }),
      expect.objectContaining({
        url: '/api/datasources/uid/u/resources/propose',
        data: { table: 'predictions', draft },
      }),
    ]);
  });

  it('says at the table why there is no proposal, and lets another be chosen', async () => {
    answer(() => Promise.reject(refused(501, 'the table outcomes has no column that could be the time')));
    const taken = open();
    await choose(await screen.findByLabelText(/^Prediction log/), 'outcomes');
    press('Propose');
    expect(await screen.findByText('the table outcomes has no column that could be the time')).toBeInTheDocument();
    expect(screen.getByLabelText(/^Prediction log/)).toBeEnabled();
    expect(taken).not.toHaveBeenCalled();
  });

  it('says why the store of the form cannot be read', async () => {
    fetch.mockReset().mockRejectedValue(refused(502, 'Address (url): the host name is not known'));
    open();
    expect(await screen.findByText('Address (url): the host name is not known')).toBeInTheDocument();
    expect(screen.getByText('Propose from a table')).toBeInTheDocument();
  });
});
