import path from 'node:path';
import { ConfigSources, FileConfigSource } from '@backstage/config-loader';
import type { JsonObject } from '@backstage/types';
import type { DemoFleet } from '@modelfleet/demo-fleet';
import { PROVIDER } from './people';

/** The checkout. */
export const ROOT = path.resolve(__dirname, '../../../..');

/** The configuration that is shipped, pointed at a fleet on any ports. */
export async function shippedConfig(
  fleet: DemoFleet,
  moreEntities: readonly string[],
): Promise<JsonObject> {
  const environment = new Map([
    ['MODELFLEET_DEMO_PORT', new URL(fleet.gitUrl).port],
    ...fleet.clusters.map(({ name, url }): [string, string] => [
      `MODELFLEET_DEMO_${name.toUpperCase().replaceAll('-', '_')}_PORT`,
      new URL(url).port,
    ]),
  ]);
  const config = await ConfigSources.toConfig(
    FileConfigSource.create({
      path: path.join(ROOT, 'app-config.yaml'),
      substitutionFunc: async name => environment.get(name),
    }),
  );
  const shipped = config.get<JsonObject>();
  config.close();
  const { catalog } = shipped;
  return {
    ...shipped,
    auth: { providers: { [PROVIDER]: {} } },
    catalog: {
      ...(isObject(catalog) ? catalog : {}),
      processingInterval: { seconds: 5 },
      // The shipped location is relative to the working directory.
      locations: [
        { type: 'file', target: path.join(ROOT, 'examples/all.yaml') },
        ...moreEntities.map(target => ({
          type: 'file',
          target,
          rules: [{ allow: ['Template'] }],
        })),
      ],
      providers: {
        modelServing: {
          schedule: { frequency: { seconds: 1 }, timeout: { seconds: 30 } },
        },
      },
    },
  };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
