import type { Health } from '@modelfleet/backstage-plugin-model-serving-common';

/** What a health is called on screen, worst first. */
export const HEALTH_WORDS: ReadonlyArray<{ health: Health; words: string }> = [
  { health: 'red', words: 'Not seen' },
  { health: 'yellow', words: 'Seen in part' },
  { health: 'green', words: 'Seen in full' },
];

export function wordsOf(health: Health): string {
  return (
    HEALTH_WORDS.find(candidate => candidate.health === health)?.words ?? health
  );
}
