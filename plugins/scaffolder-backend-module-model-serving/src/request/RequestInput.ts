import type { AskedService } from '@modelfleet/backstage-plugin-model-serving-common';

/** Values of the action fields that ask for a service. */
export interface RequestInput extends AskedService {
  readonly service: string;
  readonly tenant: string;
  readonly repository?: string | undefined;
  readonly namespace?: string | undefined;
  readonly model: string;
  readonly variant?: string | undefined;
}
