import { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { config } from '@grafana/runtime';
import { SecureSocksProxySettings } from '@grafana/ui';
import React from 'react';

import { LeewayOptions } from '../types';
import { CheckConnection } from './CheckConnection';
import { draftOf } from './draft';
import { EncryptionFields } from './EncryptionFields';
import { LimitsSection } from './LimitsSection';
import { ModelsFile } from './ModelsFile';
import { ModelsSection } from './ModelsSection';
import { SecretName, secretsOf } from './secrets';
import { ServerFields } from './ServerFields';
import { StoreSection } from './StoreSection';
import { STORES } from './stores';

type Props = DataSourcePluginOptionsEditorProps<LeewayOptions, Partial<Record<SecretName, string>>>;

/** The settings of a data source: the store, the limits and the models. Keys of jsonData that it does not know stay. */
export function ConfigEditor({ options, onOptionsChange }: Props) {
  const { jsonData, readOnly, uid } = options;
  const change = (changed: Partial<LeewayOptions>) =>
    onOptionsChange({ ...options, jsonData: { ...jsonData, ...changed } });

  const { store } = jsonData;
  const server = store && STORES[store.kind]?.server;
  const secrets = secretsOf(options, onOptionsChange);
  const draft = draftOf(options);
  return (
    <>
      <StoreSection store={store} readOnly={readOnly} onChange={(next) => change({ store: next })}>
        {server && (
          <>
            <ServerFields
              form={server}
              address={options}
              secrets={secrets}
              readOnly={readOnly}
              onChange={(changed) => onOptionsChange({ ...options, ...changed })}
            />
            <EncryptionFields
              mode={store.tls ?? ''}
              secrets={secrets}
              readOnly={readOnly}
              onChange={(tls) => change({ store: { ...store, tls } })}
            />
            {config.secureSocksDSProxyEnabled && (
              <SecureSocksProxySettings options={options} onOptionsChange={onOptionsChange} />
            )}
          </>
        )}
        {store && uid && <CheckConnection uid={uid} draft={draft} />}
      </StoreSection>
      {jsonData.modelsFile ? (
        <ModelsFile file={jsonData.modelsFile} />
      ) : (
        <ModelsSection
          uid={uid}
          draft={draft}
          models={jsonData.models}
          readOnly={readOnly}
          onChange={(models) => change({ models })}
        />
      )}
      <LimitsSection limits={jsonData.limits ?? {}} readOnly={readOnly} onChange={(limits) => change({ limits })} />
    </>
  );
}
