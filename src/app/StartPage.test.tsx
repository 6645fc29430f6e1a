import React from 'react';
import { render, screen } from '@testing-library/react';
import { StartPage } from './StartPage';
import plugin from '../plugin.json';

jest.mock('@grafana/runtime', () => ({
  PluginPage: ({ children }: { children: React.ReactNode }) => <main>{children}</main>,
}));

describe('StartPage', () => {
  beforeEach(() => {
    render(<StartPage />);
  });

  it('leads to adding the data source', () => {
    expect(screen.getByRole('link', { name: 'Add a Leeway data source' })).toHaveAttribute(
      'href',
      '/connections/datasources/new'
    );
  });

  it('leads to the documentation of this plugin', () => {
    expect(screen.getByRole('link', { name: 'Documentation' })).toHaveAttribute('href', `/plugins/${plugin.id}`);
  });
});
