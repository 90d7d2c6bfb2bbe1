/** What a commit message is made of. */
export interface CommitWords {
  /** Instead of the usual first line and text. */
  readonly message?: string | undefined;
  readonly service: string;
  readonly tenant: string;
  /** Whether the repository had the service before. */
  readonly isNew: boolean;
  /** Whether nothing of it stays. */
  readonly isGone: boolean;
  /** Clusters that it is taken out of. */
  readonly left: readonly string[];
  /** Whose overlays are new or different. */
  readonly clusters: readonly string[];
  /** Which wave of how many goes. */
  readonly wave?:
    | { readonly number: number; readonly total: number }
    | undefined;
  readonly modelRef?: string | undefined;
  readonly person: string;
  readonly template?: string | undefined;
  readonly task: string;
}

/**
 * The message of a commit: what happens in one line, then which Model and
 * where, then trailers (git-interpret-trailers) that lead back to the task.
 */
export function commitMessage(words: CommitWords): string {
  const own = words.message?.replace(/[^\P{Cc}\n]/gu, '').trim();
  return [own || usualText(words), trailers(words)].join('\n\n').concat('\n');
}

function usualText(words: CommitWords): string {
  const { clusters, modelRef } = words;
  const subject = subjectOf(words);
  const lines = [
    ...(modelRef ? [`Model: ${modelRef}`] : []),
    ...(clusters.length > 0 ? [`Clusters: ${clusters.join(', ')}`] : []),
  ];
  return lines.length > 0 ? `${subject}\n\n${lines.join('\n')}` : subject;
}

function subjectOf(words: CommitWords): string {
  const { service, tenant, isNew, isGone, left } = words;
  if (isGone) {
    return `Remove ${service} of ${tenant}`;
  }
  if (left.length > 0) {
    return `Take ${service} of ${tenant} out of ${left.join(', ')}`;
  }
  const wave = words.wave
    ? `, wave ${words.wave.number} of ${words.wave.total}`
    : '';
  return isNew
    ? `Deploy ${service} for ${tenant}${wave}`
    : `Change ${service} of ${tenant}${wave}`;
}

function trailers({ person, template, task }: CommitWords): string {
  return [
    `Requested-by: ${person}`,
    ...(template ? [`Backstage-Template: ${template}`] : []),
    `Backstage-Task: ${task}`,
  ].join('\n');
}
