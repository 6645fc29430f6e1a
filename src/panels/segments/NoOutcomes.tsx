import { QueryResultMetaNotice } from '@grafana/data';
import React from 'react';

import { PanelMessage } from '../../ui/PanelMessage';

/** Stands in the place of a picture of outcomes where nothing is labelled: the backend's reason, else what to do. */
export function NoOutcomes({ notices }: { notices: QueryResultMetaNotice[] }) {
  const reason = notices.find(({ severity }) => severity === 'warning')?.text;
  return (
    <PanelMessage title="No labelled rows">
      {reason ?? 'Choose a time range for which outcomes have arrived, or check that the model reads labels.'}
    </PanelMessage>
  );
}
