import { SelectableValue } from '@grafana/data';
import { Field, RadioButtonGroup, SecretInput, SecretTextArea } from '@grafana/ui';
import React from 'react';

import { Store } from '../../contract';
import { SecretName, Secrets } from './secrets';

type Mode = NonNullable<Store['tls']>;

const MODES: Array<SelectableValue<Mode>> = [
  { value: 'verify-full', label: 'Verify', description: 'Certificate and host name are checked' },
  {
    value: 'verify-ca',
    label: 'Verify the authority',
    description: 'The certificate is checked, the host name is not',
  },
  { value: 'require', label: 'Encrypt only', description: 'Whoever answers is believed, unless an authority is given' },
  { value: 'disable', label: 'None', description: 'Not encrypted: for networks that can be trusted' },
];

/** The texts in PEM form. */
const CERTIFICATES: Array<{ name: SecretName; label: string; description: string; begin: string }> = [
  {
    name: 'tlsCACert',
    label: 'Certificate authority',
    description: 'Who signed the server’s certificate. Empty: the authorities that Grafana’s machine trusts.',
    begin: '-----BEGIN CERTIFICATE-----',
  },
  {
    name: 'tlsClientCert',
    label: 'Client certificate',
    description: 'Only where the server asks for one.',
    begin: '-----BEGIN CERTIFICATE-----',
  },
  {
    name: 'tlsClientKey',
    label: 'Client key',
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
      <Field label="Encryption" description="TLS of the connection.">
        <RadioButtonGroup
          aria-label="Encryption"
          disabled={readOnly}
          options={MODES}
          value={chosen}
          onChange={onChange}
        />
      </Field>
      {chosen !== 'disable' && (
        <>
          <Field
            label="Server name"
            description="The name in the server’s certificate, where it is not the host of the address."
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
