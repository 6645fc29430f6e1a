import { LoadingState, PanelData } from '@grafana/data';
import React, { useEffect } from 'react';

import { PanelMessage } from './PanelMessage';
import { readingOf } from '../frames/reading';
import { publishWish } from './wish';

interface Props {
  data: PanelData;
  /** Why frames that arrived cannot be drawn, in words. */
  problems: string[];
  /** What to set where the data are of another kind, and the plugin id of the panel that wants it. */
  wanted: { title: string; hint: string; plugin: string };
  /** What is shown while the query is under way. */
  loading: string;
  /** What it means that nothing arrived, and what to do. */
  empty: { title: string; hint: string };
}

/** Says what to do when a query brought nothing that a panel can draw. */
export function NothingToDraw({ data, problems, wanted, loading, empty }: Props) {
  const error = data.errors?.[0];
  const reading = readingOf(data);
  const isOfAnotherKind = !error && !reading && problems.length > 0;
  useEffect(() => {
    if (isOfAnotherKind) {
      publishWish({ panelId: data.request?.panelId, plugin: wanted.plugin });
    }
  }, [isOfAnotherKind, data.request, wanted.plugin]);
  if (error) {
    return (
      <PanelMessage title="The query failed" urgent>
        {error.data?.message ?? error.message ?? error.statusText ?? 'The data source gave no reason.'}
      </PanelMessage>
    );
  }
  if (reading) {
    return <PanelMessage title={reading.title}>{reading.detail}</PanelMessage>;
  }
  if (isOfAnotherKind) {
    return <PanelMessage title={wanted.title}>{`${wanted.hint} ${problems[0]}`}</PanelMessage>;
  }
  if (data.state === LoadingState.Loading || data.state === LoadingState.NotStarted) {
    return <PanelMessage title={loading} />;
  }
  return <PanelMessage title={empty.title}>{empty.hint}</PanelMessage>;
}
