import { getTemplateSrv } from '@grafana/runtime';

import { hasVariable } from './dashboard';

jest.mock('@grafana/runtime', () => ({ ...jest.requireActual<object>('@grafana/runtime'), getTemplateSrv: jest.fn() }));

const withVariables = (getVariables: () => unknown) =>
  jest.mocked(getTemplateSrv).mockReturnValue({ getVariables } as never);

describe('hasVariable', () => {
  it('finds a variable by its name', () => {
    withVariables(() => [{ name: 'feature' }]);
    expect([hasVariable('feature'), hasVariable('Feature')]).toEqual([true, false]);
  });

  it('finds none in a snapshot, whose variables Grafana cannot list', () => {
    withVariables(() => {
      throw new Error('Unsupported variable type');
    });
    expect(hasVariable('feature')).toBe(false);
  });
});
