import { DataSourceSettings } from '@grafana/data';

import { LeewayOptions } from '../types';

/** What secureJsonData may hold. Grafana encrypts it and never sends it back. */
export type SecretName = 'password' | 'tlsCACert' | 'tlsClientCert' | 'tlsClientKey' | 'serverName';

/** The secrets of a data source that is being edited. */
export interface Secrets {
  /** Grafana has it already. */
  isKept: (name: SecretName) => boolean;
  /** What was typed since, not yet saved. */
  typed: (name: SecretName) => string;
  type: (name: SecretName, value: string) => void;
  /** Makes room for another one; saved like this, there is none. */
  forget: (name: SecretName) => void;
}

type Options = DataSourceSettings<LeewayOptions, Partial<Record<SecretName, string>>>;

/** Reads and changes the secrets of a data source's options. */
export function secretsOf(options: Options, onOptionsChange: (options: Options) => void): Secrets {
  const { secureJsonData, secureJsonFields } = options;
  const set = (name: SecretName, value: string, kept: boolean) =>
    onOptionsChange({
      ...options,
      secureJsonData: { ...secureJsonData, [name]: value },
      secureJsonFields: { ...secureJsonFields, [name]: kept },
    });
  return {
    isKept: (name) => Boolean(secureJsonFields?.[name]),
    typed: (name) => secureJsonData?.[name] ?? '',
    type: (name, value) => set(name, value, false),
    forget: (name) => set(name, '', false),
  };
}
