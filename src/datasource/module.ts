import { DataSourcePlugin } from '@grafana/data';

import { ConfigEditor } from './ConfigEditor/ConfigEditor';
import { LeewayDataSource } from './DataSource';
import { QueryEditor } from './QueryEditor/QueryEditor';
import { LeewayOptions, LeewayQuery } from './types';

/** The data source and its editors. */
export const plugin = new DataSourcePlugin<LeewayDataSource, LeewayQuery, LeewayOptions>(LeewayDataSource)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor);
