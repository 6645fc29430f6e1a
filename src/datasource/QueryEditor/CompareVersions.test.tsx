import { render, screen, waitFor } from '@testing-library/react';
import React from 'react';

import { modelsOf } from '../adHoc';
import { Catalog } from '../Catalog';
import { MEASURES, MODELS } from '../testCatalog';
import { press } from '../testDom';
import { LeewayQuery } from '../types';
import { CompareVersions } from './CompareVersions';

const QUERY: LeewayQuery = {
  refId: 'A',
  queryType: 'measure',
  format: 'table',
  measures: [{ id: 'accuracy' }],
  models: ['delay'],
};

function offer(query: LeewayQuery, versions: string[]) {
  const changed = jest.fn<void, [LeewayQuery]>();
  const catalog = new Catalog(() => Promise.resolve(versions));
  render(
    <CompareVersions
      query={query}
      offer={{ models: MODELS, measures: MEASURES, loading: false }}
      models={modelsOf(MODELS, query.models ?? [])}
      variables={[]}
      catalog={catalog}
      onChange={changed}
    />
  );
  return changed;
}

describe('CompareVersions', () => {
  it('holds the version with the second most rows against the one with the most', async () => {
    const changed = offer(QUERY, ['v3', 'v4', 'v1']);
    press('Compare versions');
    await waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
    expect(changed.mock.calls[0]![0]).toEqual({
      ...QUERY,
      versions: ['v4'],
      baseline: { kind: 'version', version: 'v3' },
      stats: ['verdict', 'current', 'baseline', 'change', 'changeLower', 'changeUpper', 'count', 'baselineCount'],
    });
  });

  it('says that there is only one version', async () => {
    const changed = offer(QUERY, ['v3']);
    press('Compare versions');
    expect(await screen.findByRole('status')).toHaveTextContent('fewer than two versions');
    expect(changed).not.toHaveBeenCalled();
  });

  it.each<[string, Partial<LeewayQuery>]>([
    ['a divergence, which compares two windows itself', { measures: [{ id: 'psi' }] }],
    ['a model without versions', { models: ['fare'], measures: [{ id: 'mean' }] }],
    ['several models', { models: [] }],
    ['a time series', { format: 'timeseries' }],
    ['a query that names versions', { versions: ['v1'] }],
  ])('is not offered for %s', (_, change) => {
    offer({ ...QUERY, ...change }, []);
    expect(screen.queryByText('Compare versions')).not.toBeInTheDocument();
  });
});
