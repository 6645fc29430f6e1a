/** A panel that cannot draw what its query returned. */
export interface Wish {
  /** Grafana's number of the panel, as its requests have it. */
  panelId?: number;
  /** The plugin id of the panel. */
  plugin: string;
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
