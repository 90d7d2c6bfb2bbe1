import {
  BackendFeature,
  createBackendModule,
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { JsonObject } from '@backstage/types';

const POLL_MS = 50;
const POLLS = 300;

/** A real catalog backend with a database in memory. */
export class TestCatalog {
  readonly #backend: TestBackend;
  readonly #scheduler: ReturnType<typeof mockServices.scheduler>;

  static async start(options: {
    readonly features: readonly BackendFeature[];
    readonly config?: JsonObject;
    /** In the catalog from the start. */
    readonly entities?: readonly Entity[];
  }): Promise<TestCatalog> {
    const scheduler = mockServices.scheduler();
    const backend = await startTestBackend({
      features: [
        catalogPlugin,
        ...options.features,
        entitiesModule(options.entities ?? []),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            ...options.config,
          },
        }),
      ],
    });
    return new TestCatalog(backend, scheduler);
  }

  private constructor(
    backend: TestBackend,
    scheduler: ReturnType<typeof mockServices.scheduler>,
  ) {
    this.#backend = backend;
    this.#scheduler = scheduler;
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
  }

  /** Runs a scheduled task now, and waits for its end. */
  async runTask(id: string): Promise<void> {
    await this.#scheduler.triggerTask(id);
  }

  /** What the catalog says against an entity; nothing when it takes it. */
  async refusal(entity: Entity): Promise<string | undefined> {
    const response = await fetch(this.#url('/validate-entity'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        entity,
        location: 'url:https://example.com/catalog-info.yaml',
      }),
    });
    return response.ok ? undefined : JSON.stringify(await response.json());
  }

  /** All entities, by ref. */
  async entities(): Promise<Map<string, Entity>> {
    const response = await fetch(this.#url('/entities'));
    const entities: Entity[] = await response.json();
    return new Map(entities.map(e => [stringifyEntityRef(e), e]));
  }

  /** Polls until the entities are as told, or fails with what they are. */
  async until(
    what: string,
    done: (entities: Map<string, Entity>) => boolean,
  ): Promise<Map<string, Entity>> {
    let entities = new Map<string, Entity>();
    for (let poll = 0; poll < POLLS; poll++) {
      entities = await this.entities();
      if (done(entities)) {
        return entities;
      }
      await new Promise(resolve => setTimeout(resolve, POLL_MS));
    }
    throw new Error(
      `The catalog never came to ${what}; it has ${JSON.stringify(
        [...entities.values()],
        undefined,
        1,
      )}`,
    );
  }

  #url(path: string): string {
    return `http://localhost:${this.#backend.server.port()}/api/catalog${path}`;
  }
}

/** Provides entities as any entity provider would. */
function entitiesModule(entities: readonly Entity[]): BackendFeature {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'test-entities',
    register(env) {
      env.registerInit({
        deps: { catalog: catalogProcessingExtensionPoint },
        async init({ catalog }) {
          catalog.addEntityProvider({
            getProviderName: () => 'test-entities',
            async connect(connection) {
              await connection.applyMutation({
                type: 'full',
                entities: entities.map(entity => ({
                  entity: {
                    ...entity,
                    metadata: {
                      ...entity.metadata,
                      annotations: {
                        'backstage.io/managed-by-location': 'url:https://x.y/z',
                        'backstage.io/managed-by-origin-location':
                          'url:https://x.y/z',
                      },
                    },
                  },
                })),
              });
            },
          });
        },
      });
    },
  });
}
