import { useEffect, useState } from 'react';

import { MeasureInfo, ModelInfo } from '../contract';
import { Catalog } from './Catalog';

import { wordsOf } from './words';

/** What an editor offers. */
export interface Offer {
  models: ModelInfo[];
  measures: MeasureInfo[];
  loading: boolean;
  /** Why there is nothing to choose from, in words. */
  error?: string;
}

const NOTHING: Offer = { models: [], measures: [], loading: true };

/** Loads what there is to choose from. */
export function useCatalog(catalog: Catalog): Offer {
  const [loaded, setLoaded] = useState<{ of: Catalog; offer: Offer }>();
  useEffect(() => {
    let current = true;
    const settle = (offer: Offer) => current && setLoaded({ of: catalog, offer });
    Promise.all([catalog.models(), catalog.measures()]).then(
      ([models, measures]) => settle({ models, measures, loading: false }),
      (error: unknown) => settle({ ...NOTHING, loading: false, error: wordsOf(error) })
    );
    return () => {
      current = false;
    };
  }, [catalog]);
  return loaded?.of === catalog ? loaded.offer : NOTHING;
}
