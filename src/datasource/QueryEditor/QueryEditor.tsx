import { CoreApp, QueryEditorProps } from '@grafana/data';
import { Alert, Stack } from '@grafana/ui';
import React, { useEffect, useRef } from 'react';

import { modelsOf } from '../adHoc';
import { defaultQuery } from '../defaults';
import { LeewaySource } from '../LeewaySource';
import { migrateQuery } from '../migrateQuery';
import { LeewayOptions, LeewayQuery } from '../types';
import { Offer, useCatalog } from '../useCatalog';
import { CompareVersions } from './CompareVersions';
import { DetailsRow } from './DetailsRow';
import { PanelHint } from './PanelHint';
import { Sentence } from './Sentence';
import { usePanel, usePanelStart } from './usePanel';

type Props = QueryEditorProps<LeewaySource, LeewayQuery, LeewayOptions>;

/**
 * Edits one query. A query that an older version saved is shown and kept as the present version writes it. Every
 * change is kept and run at once. A field is shown only where it means something beside the others.
 */
export function QueryEditor({ datasource, query: saved, onChange, onRunQuery, app, data }: Props) {
  const query = isNew(saved) ? saved : migrateQuery(saved);
  const offer = useCatalog(datasource.catalog);
  const panel = usePanel(data, onRunQuery);
  const change = (next: LeewayQuery) => {
    onChange(next);
    onRunQuery();
  };
  useKeptDefault(query, app === CoreApp.UnifiedAlerting ? onChange : change, app);
  usePanelStart(query, offer, panel, change);
  const row = {
    query,
    offer,
    models: modelsOf(offer.models, query.models ?? []),
    variables: datasource.variableNames(),
    app,
    panel,
    catalog: datasource.catalog,
    onChange: change,
  };
  return (
    <Stack direction="column" gap={0.5}>
      <Doubts offer={offer} />
      <PanelHint {...row} />
      <Sentence {...row} />
      {/* Which fields apply is known once the measures are. */}
      {!offer.loading && <DetailsRow {...row} />}
      {app !== CoreApp.UnifiedAlerting && <CompareVersions {...row} />}
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
        {error} You can still type names.
      </Alert>
    );
  }
  if (!loading && models.length === 0) {
    return (
      <Alert severity="info" title="This data source has no model that can be queried">
        Define a model in the settings of the data source. There, Save &amp; test says what is wrong with a definition.
      </Alert>
    );
  }
  return null;
}
