import { DataSourceSettings } from '@grafana/data';
import { config } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import React, { useState } from 'react';

import { enter, giveElementsRoom, press } from '../testDom';
import { LeewayOptions } from '../types';
import { ConfigEditor } from './ConfigEditor';
import { STORES } from './stores';

jest.mock('./ModelsSection', () => ({ ModelsSection: () => null }));

beforeAll(giveElementsRoom);
afterEach(() => {
  config.secureSocksDSProxyEnabled = false;
});

type Options = DataSourceSettings<LeewayOptions, Record<string, string>>;

/** Shows the editor of a data source; options returns what it would be saved as. */
function edit(change: Partial<Options>): { options: () => Options } {
  const jsonData: LeewayOptions = { store: { kind: 'postgres' } };
  let current = {
    uid: 'u',
    url: '',
    user: '',
    database: '',
    readOnly: false,
    secureJsonFields: {},
    jsonData,
    ...change,
  };
  function Host() {
    const [options, setOptions] = useState(current as Options);
    const take = (next: Options) => {
      current = next;
      setOptions(next);
    };
    return <ConfigEditor options={options} onOptionsChange={take} />;
  }
  render(<Host />);
  return { options: () => current as Options };
}

const field = (name: RegExp) => screen.getByLabelText<HTMLInputElement>(name);

describe('the form of a server', () => {
  it.each(Object.entries(STORES).filter(([, { server }]) => server))('labels every field of %s', (kind, { server }) => {
    edit({ jsonData: { store: { kind } as LeewayOptions['store'] } });
    expect(field(/^Address/)).toHaveAttribute('placeholder', server!.address);
    for (const label of [
      /^Database/,
      /^User/,
      /^Password/,
      /^Encryption/,
      /^Server name/,
      /^Certificate authority/,
      /^Client key/,
    ]) {
      expect(field(label)).toBeEnabled();
    }
    expect(screen.queryByLabelText(/Database file/)).not.toBeInTheDocument();
  });

  it('keeps address and user in Grafana’s own fields, secrets in secureJsonData, and jsonData free of both', () => {
    const { options } = edit({});
    enter(field(/^Address/), ' db.internal:5433 ');
    enter(field(/^Database/), 'ml');
    enter(field(/^User/), 'leeway_reader');
    enter(field(/^Password/), 'canary');
    enter(field(/^Certificate authority/), '-----BEGIN');
    enter(field(/^Server name/), 'db');
    expect(options()).toMatchObject({
      url: 'db.internal:5433',
      user: 'leeway_reader',
      database: 'ml',
      secureJsonData: { password: 'canary', tlsCACert: '-----BEGIN', serverName: 'db' },
      jsonData: { store: { kind: 'postgres' } },
    });
    expect(JSON.stringify(options().jsonData)).not.toMatch(/canary|BEGIN|internal|reader/);
  });

  it('shows that a secret is kept, never the secret, and makes room for another', () => {
    const { options } = edit({ secureJsonFields: { password: true } });
    expect(field(/^Password/)).toBeDisabled();
    expect(field(/^Password/)).toHaveValue('configured');
    press('Reset');
    expect(options()).toMatchObject({ secureJsonFields: { password: false }, secureJsonData: { password: '' } });
  });

  it('takes the fields of the encryption away where there is none', () => {
    const { options } = edit({});
    expect(field(/^Verify$/)).toBeChecked();
    press('None');
    expect(options().jsonData.store).toEqual({ kind: 'postgres', tls: 'disable' });
    expect(screen.queryByLabelText(/^Certificate authority/)).not.toBeInTheDocument();
  });

  it('offers the secure SOCKS proxy where Grafana has one', () => {
    edit({});
    expect(screen.queryByText(/Secure Socks Proxy/i)).not.toBeInTheDocument();
    config.secureSocksDSProxyEnabled = true;
    edit({});
    expect(screen.getByText(/Secure Socks Proxy/i)).toBeInTheDocument();
  });

  it('can only be read where the data source is provisioned', () => {
    edit({ readOnly: true });
    for (const label of [
      /^Address/,
      /^Database/,
      /^User/,
      /^Password/,
      /^Encrypt only/,
      /^MySQL/,
      /^Client certificate/,
    ]) {
      expect(field(label)).toBeDisabled();
    }
  });
});

describe('the kind of a store', () => {
  it('leaves the fields of the other kind behind, and nothing else', () => {
    const store = { kind: 'duckdb', path: 'x.db', moveTo: 'now', later: 1 } as LeewayOptions['store'];
    const { options } = edit({ jsonData: { store } });
    press('ClickHouse');
    expect(options().jsonData.store).toEqual({ kind: 'clickhouse', later: 1 });
    press('Encrypt only');
    press('DuckDB');
    expect(options().jsonData.store).toEqual({ kind: 'duckdb', later: 1 });
  });
});
