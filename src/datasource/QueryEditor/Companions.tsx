import { Button, Stack, Text } from '@grafana/ui';
import React from 'react';

import { Stat } from '../../contract';
import { LeewayQuery } from '../types';
import { measuresOf, shapeOf } from './applies';
import { put } from './change';
import { Offer } from '../useCatalog';

/** What is worth drawing beside a course, each as a query of its own. */
const COMPANIONS: Array<{ stat: Stat; label: string }> = [
  { stat: 'baseline', label: 'Baseline' },
  { stat: 'upperLimit', label: 'Upper limit' },
  { stat: 'lowerLimit', label: 'Lower limit' },
];

interface Props {
  query: LeewayQuery;
  offer: Offer;
  /** Appends a query to the panel; Grafana names it anew. */
  onAddQuery: (query: LeewayQuery) => void;
}

/** Offers the other lines of a chart: one series has one stat, so baseline and limits are further queries. */
export function Companions({ query, offer, onAddQuery }: Props) {
  const measure = measuresOf(query, offer.measures)?.[0];
  const { queryType, format } = shapeOf(query);
  const isCourse = !query.stats?.length || query.stats[0] === 'current';
  if (queryType !== 'measure' || format !== 'timeseries' || !measure || measure.twoSample || !isCourse) {
    return null;
  }
  return (
    <Stack gap={1} alignItems="center" wrap="wrap">
      <Text variant="bodySmall" color="secondary">
        Draw beside it
      </Text>
      {COMPANIONS.map(({ stat, label }) => (
        <Button
          key={stat}
          size="sm"
          variant="secondary"
          icon="plus"
          onClick={() => onAddQuery(put(query, { stats: [stat] }))}
        >
          {label}
        </Button>
      ))}
    </Stack>
  );
}
