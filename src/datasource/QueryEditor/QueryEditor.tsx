import { CoreApp, QueryEditorProps } from '@grafana/data';
import { Alert, Stack } from '@grafana/ui';
import React, { useEffect, useRef } from 'react';

import { defaultQuery } from '../defaults';
import { LeewaySource } from '../LeewaySource';
import { migrateQuery } from '../migrateQuery';
import { LeewayOptions, LeewayQuery } from '../types';
import { Offer, useCatalog } from '../useCatalog';
import { Companions } from './Companions';
import { CompareVersions } from './CompareVersions';
import { KindRow } from './KindRow';
import { SliceRow } from './SliceRow';
import { SubjectRow } from './SubjectRow';
import { WindowRow } from './WindowRow';

type Props = QueryEditorProps<LeewaySource, LeewayQuery, LeewayOptions>;

/**
 * Edits one query. A query that an older version saved is shown and kept as the present version writes it. Every
 * change is kept and run at once. A field is shown only where it means something beside the others.
 */
export function QueryEditor({ datasource, query: saved, onChange, onRunQuery, onAddQuery, app }: Props) {
  const query = isNew(saved) ? saved : migrateQuery(saved);
  const offer = useCatalog(datasource.catalog);
  const change = (next: LeewayQuery) => {
    onChange(next);
    onRunQuery();
  };
  useKeptDefault(query, app === CoreApp.UnifiedAlerting ? onChange : change, app);
  const add = (companion: LeewayQuery) => {
    onAddQuery?.(companion);
    onRunQuery();
  };
  const row = { query, offer, variables: datasource.variableNames(), onChange: change };
  return (
    <Stack direction="column" gap={0.5}>
      <Doubts offer={offer} />
      <KindRow {...row} app={app} />
      {/* Which fields apply is known once the measures are. */}
      {!offer.loading && <SubjectRow {...row} />}
      {!offer.loading && <SliceRow {...row} catalog={datasource.catalog} />}
      {!offer.loading && <WindowRow {...row} />}
      {app !== CoreApp.UnifiedAlerting && <CompareVersions {...row} catalog={datasource.catalog} />}
      {onAddQuery && app !== CoreApp.UnifiedAlerting && <Companions query={query} offer={offer} onAddQuery={add} />}
    </Stack>
  );
}

/**
 * Keeps the query that a new one starts with. Grafana's rule editor only shows it: a rule saved untouched would ask for
 * nothing. A panel whose data source was changed does not even show it.
 */
function useKeptDefault(query: LeewayQuery, keep: Props['onChange'], app: Props['app']) {
  const isOpen = useRef(false);
  useEffect(() => {
    if (isOpen.current) {
      return; // the user may leave fields empty
    }
    isOpen.current = true;
    if (app === CoreApp.UnifiedAlerting || isNew(query)) {
      keep({ ...defaultQuery(app), ...query });
    }
  }, [query, keep, app]);
}

/** Reports whether a query asks for nothing yet, so that it has no older meaning. */
function isNew(query: LeewayQuery): boolean {
  return !query.queryType && !query.measures;
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
