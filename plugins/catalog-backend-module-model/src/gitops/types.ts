import { Entity } from '@backstage/catalog-model';

/** What a `catalog-info.yaml` of a repository turned out to be. */
export type ServiceFile =
  | { readonly path: string; readonly entities: readonly Entity[] }
  | {
      readonly path: string;
      /** Why it is not taken, as the end of a sentence about the file. */
      readonly problem: string;
      /**
       * Whether what the catalog has of it stays until it is right or gone.
       * Not so for a file that is no business of ours.
       */
      readonly keep: boolean;
    };

/** What a repository gave to the catalog: entity refs by the file's path. */
export type HeldRefs = ReadonlyMap<string, readonly string[]>;
