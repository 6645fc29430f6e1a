import { Button, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';

import { Catalog } from '../Catalog';
import { wordsOf } from '../words';
import { measuresOf, shapeOf } from './applies';
import { compareVersions } from './compareVersions';
import { RowProps } from './RowProps';

/** Offers to hold the two versions of a model with the most predictions against each other, in one window. */
export function CompareVersions({ query, offer, models, catalog, onChange }: RowProps & { catalog: Catalog }) {
  const [doubt, setDoubt] = useState('');
  const measures = measuresOf(query, offer.measures);
  const { queryType, format } = shapeOf(query);
  const [model, ...more] = models;
  const isOfOneWindow = measures?.length && !measures.some(({ twoSample }) => twoSample);
  const hasVersions = model?.splits.includes('version') && more.length === 0;
  if (queryType !== 'measure' || format !== 'table' || !isOfOneWindow || !hasVersions || query.versions) {
    return null;
  }
  const compare = async () => {
    try {
      const [champion, challenger] = await catalog.values(model.id, 'version');
      if (champion === undefined || challenger === undefined) {
        setDoubt('The last 90 days of the log have fewer than two versions.');
      } else {
        onChange(compareVersions({ ...query, models: [model.id] }, champion, challenger));
      }
    } catch (error) {
      setDoubt(wordsOf(error));
    }
  };
  return (
    <Stack gap={1} alignItems="center" wrap="wrap">
      <Button size="sm" variant="secondary" icon="exchange-alt" onClick={() => void compare()}>
        Compare versions
      </Button>
      {doubt && (
        <span role="status">
          <Text variant="bodySmall" color="secondary">
            {doubt}
          </Text>
        </span>
      )}
    </Stack>
  );
}
