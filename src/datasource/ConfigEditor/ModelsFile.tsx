import { Alert } from '@grafana/ui';
import React from 'react';

import { SETTING_LABELS } from '../../contract';
import { Section } from './Section';

/** Says that the definitions lie in a file, which this page can neither show nor change. */
export function ModelsFile({ file }: { file: string }) {
  return (
    <Section title={SETTING_LABELS.models} description="What is monitored.">
      <Alert severity="info" title={`The models are defined in the file ${file}`}>
        The file is below the directory <code>models_root</code>, which the operator of this Grafana sets. Change it
        there. Leeway reads it when the data source starts, so save the data source or restart Grafana after a change.
        The check above says what is wrong with a definition.
      </Alert>
    </Section>
  );
}
