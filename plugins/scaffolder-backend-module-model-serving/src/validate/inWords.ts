import type {
  ClusterValidation,
  ValidationProblem,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** How far a cluster's check went, in one line of the log. */
export function describeStatus(validation: ClusterValidation): string {
  const { cluster, status, objects, checked, schemasAt } = validation;
  const { checkedByOwn = 0, ownSchemas = [] } = validation;
  const against = schemasAt
    ? `, against what the cluster served at ${schemasAt}`
    : '';
  switch (status) {
    case 'checked':
      return `${cluster.title}: all ${objects} objects were checked${against}`;
    case 'ownSchemas':
      return `${
        cluster.title
      }: all ${objects} objects were checked, against Modelfleet's own schemas (${ownSchemas.join(
        ', ',
      )})`;
    case 'partly':
      return `${cluster.title}: ${
        checked + checkedByOwn
      } of ${objects} objects were checked${against}`;
    default:
      return `${cluster.title}: nothing was held against the schemas of the cluster`;
  }
}

/** File, object, field, what is wrong and the way out, as one or two sentences. */
export function describeProblem(problem: ValidationProblem): string {
  const { file, object, path, message, advice } = problem;
  const place = [
    file,
    object && `${object.kind} '${object.name}'`,
    path && `field ${path}`,
  ].filter(Boolean);
  const words = `${place.length > 0 ? `${place.join(', ')}: ` : ''}${message}.`;
  return advice ? `${words} ${advice}` : words;
}
