import type { Author } from '../push/author';
import type { Push } from '../push/planPush';
import type { PullRequestWords } from './PullRequestHost';

/** Where every run about a service proposes its changes. */
export function proposalBranch(tenant: string, service: string): string {
  return `modelfleet/${tenant}/${service}`;
}

/** What a reviewer reads first. Names were checked; what people typed is not in it. */
export function proposalWords(options: {
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly service: string;
  readonly tenant: string;
  readonly subject: string;
  readonly push: Push;
  readonly changes: readonly { path: string; content: string | undefined }[];
  readonly author: Author;
  /** Clusters that get something else by it. */
  readonly clusters: readonly string[];
}): PullRequestWords {
  const { push, changes, author, clusters } = options;
  const { modelRef, placements } = push.service;
  const unchanged = placements
    .map(({ cluster }) => cluster)
    .filter(cluster => !clusters.includes(cluster));
  const lines = [
    ...(modelRef ? [`- Model: \`${modelRef}\``] : []),
    ...clusters.map(cluster => {
      const found = placements.find(entry => entry.cluster === cluster);
      const { replicas, gpusPerReplica, product } = found ?? {};
      const gpus =
        replicas === undefined || gpusPerReplica === undefined
          ? ''
          : `: ${replicas} × ${gpusPerReplica} ${product ?? 'GPUs'}`;
      return `- Cluster: ${cluster}${
        push.left.includes(cluster) ? ' (removed)' : gpus
      }`;
    }),
    ...(unchanged.length > 0
      ? [`- Not changed by this: ${unchanged.join(', ')}`]
      : []),
    `- Requested by: \`${author.entityRef}\``,
  ];
  const files = changes.map(
    ({ path, content }) =>
      `- \`${path}\`${content === undefined ? ' (deleted)' : ''}`,
  );
  return {
    title: oneLine(options.title) || options.subject,
    description: [
      options.description?.trim() ||
        `${options.subject}, by way of Backstage. The clusters were asked whether they would take it before this was opened.`,
      lines.join('\n'),
      `Files:\n${files.join('\n')}`,
    ].join('\n\n'),
  };
}

function oneLine(text: string | undefined): string {
  return (text ?? '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);
}
