import { SelectableValue } from '@grafana/data';
import { Field, RadioButtonGroup, SecretInput, SecretTextArea } from '@grafana/ui';
import React from 'react';

import { SETTING_LABELS, Store } from '../../contract';
import { SecretName, Secrets } from './secrets';

type Mode = NonNullable<Store['tls']>;

const MODES: Array<SelectableValue<Mode>> = [
  { value: 'verify-full', label: 'Verify', description: 'Certificate and host name are checked' },
  {
    value: 'verify-ca',
    label: 'Verify the authority',
    description: 'The certificate is checked, the host name is not',
  },
  {
    value: 'require',
    label: 'Encrypt only',
    description: 'The certificate is checked only if you give an authority',
  },
  { value: 'disable', label: 'None', description: 'Not encrypted: only for networks that you trust' },
];

/** The texts in PEM form. */
const CERTIFICATES: Array<{ name: SecretName; label: string; description: string; begin: string }> = [
  {
    name: 'tlsCACert',
    label: SETTING_LABELS['secureJsonData.tlsCACert'],
    description:
      'The authority that signed the server’s certificate. Empty: the authorities that Grafana’s machine trusts.',
    begin: '-----BEGIN CERTIFICATE-----',
  },
  {
    name: 'tlsClientCert',
    label: SETTING_LABELS['secureJsonData.tlsClientCert'],
    description: 'Only if the server asks for one.',
    begin: '-----BEGIN CERTIFICATE-----',
  },
  {
    name: 'tlsClientKey',
    label: SETTING_LABELS['secureJsonData.tlsClientKey'],
    description: 'The private key of the client certificate.',
    begin: '-----BEGIN PRIVATE KEY-----',
  },
];

interface Props {
  mode: Mode;
  secrets: Secrets;
  readOnly: boolean;
  onChange: (mode: Mode) => void;
}

/** How the connection to a server is encrypted. */
export function EncryptionFields({ mode, secrets, readOnly, onChange }: Props) {
  const chosen = mode || 'verify-full';
  return (
    <>
      <Field label={SETTING_LABELS['store.tls']} description="Whether and how the connection uses TLS.">
        <RadioButtonGroup
          aria-label={SETTING_LABELS['store.tls']}
          disabled={readOnly}
          options={MODES}
          value={chosen}
          onChange={onChange}
        />
      </Field>
      {chosen !== 'disable' && (
        <>
          <Field
            label={SETTING_LABELS['secureJsonData.serverName']}
            description="The name in the server’s certificate, if it differs from the host in the address."
          >
            <SecretInput
              id="leeway-tls-server-name"
              width={40}
              disabled={readOnly}
              isConfigured={secrets.isKept('serverName')}
              value={secrets.typed('serverName')}
              onChange={(event) => secrets.type('serverName', event.currentTarget.value)}
              onReset={() => secrets.forget('serverName')}
            />
          </Field>
          {CERTIFICATES.map(({ name, label, description, begin }) => (
            <Field key={name} label={label} description={description}>
              <SecretTextArea
                id={`leeway-tls-${name}`}
                rows={4}
                cols={60}
                disabled={readOnly}
                placeholder={begin}
                isConfigured={secrets.isKept(name)}
                value={secrets.typed(name)}
                onChange={(event) => secrets.type(name, event.currentTarget.value)}
                onReset={() => secrets.forget(name)}
              />
            </Field>
          ))}
        </>
      )}
    </>
  );
}
