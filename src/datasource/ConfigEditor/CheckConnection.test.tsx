import { BackendSrvRequest } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import React from 'react';
import { from } from 'rxjs';

import { Check } from '../../contract';
import { press } from '../testDom';
import { CheckConnection } from './CheckConnection';
import { draftOf } from './draft';

const fetch = jest.fn<Promise<{ data: unknown }>, [BackendSrvRequest]>();

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  getBackendSrv: () => ({ fetch: (request: BackendSrvRequest) => from(fetch(request)) }),
}));

const OPTIONS = {
  url: 'db.internal',
  user: 'reader',
  database: 'ml',
  jsonData: { store: { kind: 'postgres' } },
  secureJsonData: { tlsCACert: 'typed' },
  secureJsonFields: { password: true, tlsCACert: false },
} as unknown as Parameters<typeof draftOf>[0];

const check = (change: Partial<Check>): Check => ({ healthy: true, message: '', steps: [], ...change });

const tryOut = () => {
  render(<CheckConnection uid="u" draft={draftOf(OPTIONS)} />);
  press('Check without saving');
};

describe('CheckConnection', () => {
  it('sends the form as it stands: secrets that were typed, and the names of those that stay', async () => {
    fetch.mockReset().mockResolvedValue({ data: check({}) });
    tryOut();
    await screen.findByLabelText('Steps of the check');
    const draft = {
      url: 'db.internal',
      user: 'reader',
      database: 'ml',
      jsonData: { store: { kind: 'postgres' } },
      secureJsonData: { tlsCACert: 'typed' },
      kept: ['password'],
    };
    expect(fetch.mock.calls[0]![0]).toMatchObject({ url: '/api/datasources/uid/u/resources/check', data: { draft } });
  });

  it('says of each step in words whether it passed', async () => {
    const steps: Check['steps'] = [
      { name: 'sign in', state: 'passed', message: 'as reader' },
      { name: 'read-only', state: 'warning', message: 'the account could write' },
      { name: 'model delay', state: 'failed', message: 'log.table: there is no table p' },
    ];
    fetch.mockReset().mockResolvedValue({ data: check({ healthy: false, steps }) });
    tryOut();
    await screen.findByLabelText('Steps of the check');
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Passed: sign in: as reader',
      'Warning: read-only: the account could write',
      'Failed: model delay: log.table: there is no table p',
    ]);
  });

  it('says why nothing was tried', async () => {
    const message = 'Password (secureJsonData.password): type it again: the address has changed';
    fetch.mockReset().mockRejectedValue({ status: 400, statusText: '', data: { message }, config: {} });
    tryOut();
    expect(await screen.findByText(message)).toBeInTheDocument();
  });
});
