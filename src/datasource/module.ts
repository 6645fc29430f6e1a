import { DataSourcePlugin } from '@grafana/data';
import { DataSourceWithBackend } from '@grafana/runtime';

/** The data source: every query goes to the Go backend, which computes the answer. */
export const plugin = new DataSourcePlugin(DataSourceWithBackend);
