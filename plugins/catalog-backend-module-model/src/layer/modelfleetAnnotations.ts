import { MODELFLEET_ANNOTATIONS } from '@modelfleet/backstage-plugin-model-serving-common';

/** The annotations that Modelfleet reads or writes on catalog entities. */
export const modelfleetAnnotations = [
  {
    name: MODELFLEET_ANNOTATIONS.workloadSelector,
    title: 'Workload selector',
    description:
      'A Kubernetes label selector for the workloads that serve this entity, where they do not name it themselves.',
  },
  {
    name: MODELFLEET_ANNOTATIONS.repository,
    title: 'GitOps repository',
    description:
      'The id of the configured GitOps repository that this entity was read from.',
  },
  {
    name: MODELFLEET_ANNOTATIONS.path,
    title: 'GitOps folder',
    description:
      'The folder of this inference service in its GitOps repository.',
  },
];
