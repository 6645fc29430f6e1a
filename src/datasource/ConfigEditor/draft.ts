import { DataSourceSettings } from '@grafana/data';

import { LeewayOptions } from '../types';
import { SecretName } from './secrets';
import { Address } from './ServerFields';

/** The form as it stands, saved or not: what the backend needs to ask the store that it describes. */
export interface Draft {
  url: string;
  user: string;
  database: string;
  jsonData: LeewayOptions;
  /** The secrets that were typed since. */
  secureJsonData: Partial<Record<SecretName, string>>;
  /** The secrets that stay as they were saved. The backend has them, and uses them for the same server only. */
  kept: string[];
}

/** Reads the form's draft from the options that Grafana keeps while a data source is edited. */
export function draftOf(options: DataSourceSettings<LeewayOptions, Partial<Record<SecretName, string>>>): Draft {
  const { url, user, database }: Partial<Address> = options;
  const { jsonData, secureJsonData = {}, secureJsonFields = {} } = options;
  return {
    url: url ?? '',
    user: user ?? '',
    database: database ?? '',
    jsonData,
    secureJsonData,
    kept: Object.keys(secureJsonFields).filter((name) => secureJsonFields[name]),
  };
}
