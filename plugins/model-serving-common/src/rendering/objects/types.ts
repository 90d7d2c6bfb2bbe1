import type { ObjectPath, WantedObject } from '../mergeObject';

/** One object of a service, in a file of its own. */
export interface ServiceObject extends WantedObject {
  /** Below the service's folder. */
  readonly path: string;
  /** Over keys, where a reader would ask why. */
  readonly comments?: readonly {
    readonly at: ObjectPath;
    readonly text: string;
  }[];
}
