import { CoreApp } from '@grafana/data';

import { ModelInfo } from '../../contract';
import { LeewayQuery } from '../types';
import { Offer } from '../useCatalog';

/** What every part of the query editor gets. */
export interface RowProps {
  query: LeewayQuery;
  /** What there is to choose from. */
  offer: Offer;
  /** The models that the query asks. */
  models: ModelInfo[];
  /** The dashboard's variables, as a query would write them. */
  variables: string[];
  /** Where in Grafana the editor is open. */
  app?: CoreApp | string;
  /** The plugin id of the panel that draws the answer, as far as it is known. */
  panel?: string;
  /** Takes the changed query over and runs it. */
  onChange: (query: LeewayQuery) => void;
}
