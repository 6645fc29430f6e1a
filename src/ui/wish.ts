import { useEffect, useRef } from 'react';

/** What a panel tells the query editor on the same page. */
export interface Wish {
  /** Grafana's number of the panel, as its requests have it. */
  panelId?: number;
  /** The plugin id of a panel that cannot draw what its query returned; missing where a panel has gone: another may draw now. */
  plugin?: string;
}

const NAME = 'leeway-panel-wish';

/**
 * Tells the query editor on the same page that a panel cannot draw what it got: Grafana runs no query when somebody chooses
 * another visualization. Panels and data source are separate modules, which share nothing but the page.
 */
export function publishWish(wish: Wish): void {
  window.dispatchEvent(new CustomEvent<Wish>(NAME, { detail: wish }));
}

/** Calls back for every wish; returns what ends that. */
export function subscribeToWishes(heard: (wish: Wish) => void): () => void {
  const listener = (event: Event) => heard((event as CustomEvent<Wish>).detail);
  window.addEventListener(NAME, listener);
  return () => window.removeEventListener(NAME, listener);
}

/** Tells the query editor when a panel goes, so that it learns which one draws instead. */
export function useFarewell(panelId: number | undefined): void {
  const id = useRef(panelId);
  useEffect(() => {
    id.current = panelId;
  }, [panelId]);
  useEffect(() => () => publishWish({ panelId: id.current }), []);
}
