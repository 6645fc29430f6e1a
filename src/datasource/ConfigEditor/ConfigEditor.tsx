import { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import React, { useEffect } from 'react';

import { Store } from '../../contract';
import { LeewayOptions } from '../types';
import { LimitsSection } from './LimitsSection';
import { ModelsSection } from './ModelsSection';
import { StoreSection } from './StoreSection';

const FIRST_STORE: Store = { kind: 'duckdb' };

type Props = DataSourcePluginOptionsEditorProps<LeewayOptions>;

/** The settings of a data source: the store, the limits and the models. Keys of jsonData that it does not know stay. */
export function ConfigEditor({ options, onOptionsChange }: Props) {
  const { jsonData, readOnly, uid } = options;
  const change = (changed: Partial<LeewayOptions>) =>
    onOptionsChange({ ...options, jsonData: { ...jsonData, ...changed } });

  const isNew = !jsonData.store && !readOnly;
  useEffect(() => {
    if (isNew) {
      onOptionsChange({ ...options, jsonData: { ...jsonData, store: FIRST_STORE } });
    }
  }, [isNew, options, jsonData, onOptionsChange]);

  return (
    <>
      <StoreSection store={jsonData.store ?? FIRST_STORE} readOnly={readOnly} onChange={(store) => change({ store })} />
      <ModelsSection uid={uid} models={jsonData.models} readOnly={readOnly} onChange={(models) => change({ models })} />
      <LimitsSection limits={jsonData.limits ?? {}} readOnly={readOnly} onChange={(limits) => change({ limits })} />
    </>
  );
}
