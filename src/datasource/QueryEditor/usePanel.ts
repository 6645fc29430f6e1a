import { PanelData } from '@grafana/data';
import { useEffect, useRef, useState } from 'react';

import { subscribeToWishes, Wish } from '../../ui/wish';
import { LeewayQuery } from '../types';
import { Offer } from '../useCatalog';
import { canDraw, isUntouched, replaceAsk, startOf } from './panels';

/**
 * The plugin id of the panel that draws the query: the one that Grafana names in its requests, or one that has been chosen
 * since and says that it cannot draw their answer. Undefined outside of panels. When the panel that drew has gone, the query
 * is run again, for Grafana names its successor in the next request.
 */
export function usePanel(data: PanelData | undefined, onRunQuery: () => void): string | undefined {
  const request = data?.request;
  const run = useRef(onRunQuery);
  useEffect(() => {
    run.current = onRunQuery;
  }, [onRunQuery]);
  const [wish, setWish] = useState<{ of: typeof request; plugin: string }>();
  useEffect(() => {
    let timer: number | undefined;
    const unsubscribe = subscribeToWishes(({ panelId, plugin }: Wish) => {
      if (panelId === undefined || panelId !== request?.panelId) {
        return;
      }
      if (plugin) {
        setWish({ of: request, plugin });
      } else {
        // The editor may go in the same moment.
        window.clearTimeout(timer);
        timer = window.setTimeout(() => run.current());
      }
    });
    return () => {
      window.clearTimeout(timer);
      unsubscribe();
    };
  }, [request]);
  // A later request names the panel itself.
  return wish && wish.of === request ? wish.plugin : request?.panelPluginId;
}

/**
 * Gives a panel that cannot draw the query one that it can, as long as nobody has changed the query: a new distribution
 * panel starts with the bins of a feature. Each panel is given one once: what somebody chooses afterwards stays.
 */
export function usePanelStart(
  query: LeewayQuery,
  offer: Offer,
  panel: string | undefined,
  change: (query: LeewayQuery) => void
): void {
  const started = useRef<string>();
  const isNew = !query.queryType && !query.measures; // it is given its default first
  useEffect(() => {
    if (offer.loading || isNew || started.current === panel) {
      return;
    }
    started.current = panel;
    const start = startOf(panel, offer.models);
    if (start && !canDraw(panel, query) && isUntouched(query, offer.models)) {
      change(replaceAsk(query, start));
    }
  }, [query, isNew, offer, panel, change]);
}
