import { LeewayQuery } from '../types';
import { Offer } from '../useCatalog';

/** What every part of the query editor gets. */
export interface RowProps {
  query: LeewayQuery;
  /** What there is to choose from. */
  offer: Offer;
  /** The dashboard's variables, as a query would write them. */
  variables: string[];
  /** Takes the changed query over and runs it. */
  onChange: (query: LeewayQuery) => void;
}
