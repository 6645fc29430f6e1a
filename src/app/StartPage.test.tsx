import React from 'react';
import { config } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import { StartPage } from './StartPage';
import plugin from '../plugin.json';

jest.mock('@grafana/runtime', () => ({
  config: { bootData: { user: {} } },
  PluginPage: ({ children }: { children: React.ReactNode }) => <main>{children}</main>,
}));

/** The start page of somebody who has these rights, as the addresses of its links by their names. */
function linksFor(...rights: string[]): Record<string, string | null> {
  config.bootData.user.permissions = Object.fromEntries(rights.map((right) => [right, true]));
  render(<StartPage />);
  return Object.fromEntries(screen.queryAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')]));
}

describe('StartPage', () => {
  it('leads an administrator to adding the data source and to the documentation of this plugin', () => {
    expect(linksFor('datasources:create', 'plugins:write')).toEqual({
      'Add a Leeway data source': '/connections/datasources/new',
      Documentation: `/plugins/${plugin.id}`,
    });
    expect(screen.getByText(/search for “Leeway”/)).toBeInTheDocument();
  });

  it('leads nobody to a page that Grafana would not open, and says who can add the data source', () => {
    expect(linksFor('datasources:query')).toEqual({});
    expect(screen.getByText(/Ask an administrator/)).toBeInTheDocument();
  });
});
