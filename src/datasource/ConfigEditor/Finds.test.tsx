import { BackendSrvRequest } from '@grafana/runtime';
import { render, screen, within } from '@testing-library/react';
import React from 'react';
import { from } from 'rxjs';

import { press } from '../testDom';
import { Finds } from './Finds';

const fetch = jest.fn<Promise<{ data: unknown }>, [BackendSrvRequest]>();

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  getBackendSrv: () => ({ fetch: (request: BackendSrvRequest) => from(fetch(request)) }),
}));

const outcome = { tier: 'page', subject: '', verdict: 'as usual', bound: 'change below -2.5 points', reason: '' };

describe('Finds', () => {
  it('shows what each policy of a saved model finds, or why it finds nothing', async () => {
    fetch.mockResolvedValue({
      data: {
        to: '2014-01-01T05:26:00Z',
        policies: [
          { ...outcome, policy: 'accuracy', finds: 'finds 3.4 points at 1,000 labels a week' },
          { ...outcome, policy: 'stuck', finds: 'cannot breach', reason: 'cannot breach: any value is expected' },
          { ...outcome, policy: 'late', finds: '', reason: 'too few rows for a verdict', verdict: 'not judged' },
        ],
      },
    });
    render(<Finds uid="u" model="arrival delay" />);
    press('Show what each policy finds');
    const table = await screen.findByRole('table');
    expect(fetch.mock.calls[0]![0].url).toBe('/api/datasources/uid/u/resources/models/arrival%20delay/policies');
    expect(within(table).getByText('At the end of the log, 2014-01-01 05:26 UTC')).toBeInTheDocument();
    expect(
      within(table)
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.lastElementChild?.textContent)
    ).toEqual([
      '3.4 points at 1,000 labels a week',
      'cannot breach: any value is expected',
      'too few rows for a verdict',
    ]);
  });

  it('says in words why nothing can be shown', async () => {
    fetch.mockRejectedValue({ status: 502, statusText: '', data: { message: 'nothing answers.' }, config: {} });
    render(<Finds uid="u" model="a" />);
    press('Show what each policy finds');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'nothing answers. Leeway then uses the model that was saved last.'
    );
  });
});
