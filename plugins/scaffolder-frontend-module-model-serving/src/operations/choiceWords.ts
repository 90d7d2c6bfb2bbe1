import type { ChoiceName } from '@modelfleet/backstage-plugin-model-serving-common';

/** A choice of the golden path in plain words. */
export interface ChoiceWords {
  readonly title: string;
  /** What it buys. */
  readonly why: string;
  /** Of the values that are not just yes or no. */
  readonly values?: Readonly<Record<string, string>>;
}

/** In the words of somebody who does not know Kubernetes. */
export const CHOICE_WORDS: Readonly<Record<ChoiceName, ChoiceWords>> = {
  runtime: {
    title: 'Engine',
    why: 'What loads the model and answers requests. KServe takes care of more by itself; a plain Deployment needs nothing that every cluster does not have.',
    values: {
      kserve: 'KServe, with vLLM where it knows the model',
      deployment: 'A plain Deployment with vLLM',
    },
  },
  autoscaling: {
    title: 'Number of replicas',
    why: 'With scaling, more replicas start while requests wait, and stop when they are not needed: you pay for what is used.',
    values: {
      none: 'Always as many as you choose',
      hpa: 'By waiting requests (HPA)',
      keda: 'By the length of the queue (KEDA)',
    },
  },
  scaleToZero: {
    title: 'Stop when nobody asks',
    why: 'Frees all GPUs while it is idle. The first request after that waits until the model is loaded again, which takes minutes.',
  },
  queueTarget: {
    title: 'Requests that may wait for each replica',
    why: 'Before another replica is started. Lower answers sooner and costs more. Counts only with scaling.',
  },
  disruptionBudget: {
    title: 'Stay up during maintenance',
    why: 'Machines are taken down for updates one replica at a time, so that the others go on answering. It takes two replicas to help.',
  },
  replacement: {
    title: 'When a new version replaces the old',
    why: 'Starting the new one first leaves nobody without an answer, and needs the GPUs of one more replica for that long; where there are none, the update waits. Stopping the old one first needs none.',
    values: {
      byRoom: 'By what each cluster has free',
      startFirst: 'Start the new one first',
      stopFirst: 'Stop the old one first',
    },
  },
  topologySpread: {
    title: 'Spread of replicas',
    why: 'What one failure may take down. Replicas on different machines, or in different zones, do not fail together.',
    values: {
      none: 'Wherever there is room',
      nodes: 'Different machines, where there is room',
      zones: 'Different zones, where there is room',
    },
  },
  networkPolicy: {
    title: 'Closed network',
    why: 'Only programs that the platform named may call the service, and it may call only what it needs.',
  },
  exposure: {
    title: 'Address',
    why: 'Who can reach it. An address outside of the cluster is encrypted, with a certificate that renews itself.',
    values: {
      internal: 'Only from within the cluster',
      httproute: 'From outside, by the gateway',
      ingress: 'From outside, by the ingress',
    },
  },
  monitoring: {
    title: 'Figures',
    why: 'Requests, speed, errors and GPU use are recorded, so that you can see how it serves.',
  },
  alerts: {
    title: 'Alerts',
    why: 'Your team is told when it fails or becomes slow, before its users tell you.',
  },
  hubToken: {
    title: 'Token of the model hub',
    why: 'Needed for models that ask you to accept their licence first. It comes from the platform’s secret store and is never in Git.',
  },
  modelCache: {
    title: 'Where the model is kept',
    why: 'A volume outlives a replica: the next one starts without downloading the model again.',
    values: {
      ephemeral: 'In each replica, downloaded at each start',
      volume: 'In a volume that all replicas share',
    },
  },
  costCenter: {
    title: 'Cost centre',
    why: 'Written on everything that runs, so that costs can be told apart.',
  },
};
