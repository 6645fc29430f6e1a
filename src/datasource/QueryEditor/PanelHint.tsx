import { Alert, Button, Stack } from '@grafana/ui';
import React from 'react';

import { QUERY_TYPES } from '../../contract';
import { withType } from './change';
import { canDraw, drawnBy, isUntouched, visualizationsFor } from './panels';
import { RowProps } from './RowProps';

/** Says that the panel cannot draw what the query asks, and offers what it can. */
export function PanelHint({ query, offer, panel, onChange }: RowProps) {
  if (offer.loading || canDraw(panel, query) || isUntouched(query, offer.models)) {
    return null;
  }
  const offered = drawnBy(panel, query);
  return (
    <Alert severity="info" title="This panel cannot draw what the query shows">
      {`Choose the visualization ${visualizationsFor(query).join(' or ')}, or show something else in this panel:`}
      <Stack gap={1} wrap="wrap">
        {offered.map(({ type, format }) => (
          <Button
            key={type}
            size="sm"
            variant="secondary"
            onClick={() => onChange(withType(query, type, [format], offer.measures))}
          >
            {`Show ${QUERY_TYPES.find((known) => known.type === type)?.title ?? type}${format === 'timeseries' ? ' over time' : ''}`}
          </Button>
        ))}
      </Stack>
    </Alert>
  );
}
