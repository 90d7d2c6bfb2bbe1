/**
 * Whether anyone can see the page. Nobody looks at a hidden tab, so nothing is
 * asked for it.
 *
 * @public
 */
export interface Visibility {
  isVisible(): boolean;
  /** Calls back on each change; the answer unsubscribes. */
  subscribe(callback: () => void): () => void;
}

/** @public */
export const documentVisibility: Visibility = {
  isVisible: () => document.visibilityState !== 'hidden',
  subscribe(callback) {
    document.addEventListener('visibilitychange', callback);
    return () => document.removeEventListener('visibilitychange', callback);
  },
};
