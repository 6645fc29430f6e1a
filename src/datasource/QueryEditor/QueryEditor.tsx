import { CoreApp, QueryEditorProps } from '@grafana/data';
import { Alert, Stack } from '@grafana/ui';
import React from 'react';

import { LeewaySource } from '../LeewaySource';
import { LeewayOptions, LeewayQuery } from '../types';
import { Offer, useCatalog } from '../useCatalog';
import { Companions } from './Companions';
import { KindRow } from './KindRow';
import { SliceRow } from './SliceRow';
import { SubjectRow } from './SubjectRow';
import { WindowRow } from './WindowRow';

type Props = QueryEditorProps<LeewaySource, LeewayQuery, LeewayOptions>;

/**
 * Edits one query. Every change is taken over at once and run; of the fields only those are shown that mean something
 * beside the others.
 */
export function QueryEditor({ datasource, query, onChange, onRunQuery, onAddQuery, app }: Props) {
  const offer = useCatalog(datasource.catalog);
  const change = (next: LeewayQuery) => {
    onChange(next);
    onRunQuery();
  };
  const add = (companion: LeewayQuery) => {
    onAddQuery?.(companion);
    onRunQuery();
  };
  const row = { query, offer, variables: datasource.variableNames(), onChange: change };
  return (
    <Stack direction="column" gap={0.5}>
      <Doubts offer={offer} />
      <KindRow {...row} app={app} />
      <SubjectRow {...row} />
      <SliceRow {...row} catalog={datasource.catalog} />
      <WindowRow {...row} />
      {onAddQuery && app !== CoreApp.UnifiedAlerting && <Companions query={query} offer={offer} onAddQuery={add} />}
    </Stack>
  );
}

/** Says why there is nothing to choose from, and what to do about it. */
function Doubts({ offer: { error, loading, models } }: { offer: Offer }) {
  if (error) {
    return (
      <Alert severity="warning" title="The models of this data source could not be listed">
        {error} Names can still be typed.
      </Alert>
    );
  }
  if (!loading && models.length === 0) {
    return (
      <Alert severity="info" title="This data source has no model that can be queried">
        Models are defined in its settings; Save &amp; test there says what is wrong with those that are.
      </Alert>
    );
  }
  return null;
}
