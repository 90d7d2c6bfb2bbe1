import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { urlReaderServiceFactory } from '@backstage/backend-defaults/urlReader';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { TestBackend } from '@backstage/backend-test-utils';
import { startDemoFleet } from '@modelfleet/demo-fleet';
import type { DemoFleet, Fault } from '@modelfleet/demo-fleet';
import { Api } from './Api';
import { shippedConfig } from './config';
import { Meanwhile } from './meanwhile';
import { GUEST, PERSON_HEADER, PROVIDER, signInModule } from './people';
import { eventually } from './poll';

/** Fast enough for a test, slow enough to be seen under way. */
const SPEED = 30;

/**
 * The backend as it is shipped, with its real configuration, identities and
 * permissions, on a demo fleet in the same process.
 */
export class TestInstance {
  readonly #backend: TestBackend;
  readonly #fleet: DemoFleet;
  readonly #folder: string;
  /** What happens while a task of the interrupted template runs. */
  readonly meanwhile: Meanwhile;

  /** @param policy - the module that answers for the permission framework. */
  static async start(
    policy: BackendFeature | Promise<{ default: BackendFeature }>,
  ): Promise<TestInstance> {
    const folder = await mkdtemp(path.join(tmpdir(), 'modelfleet-backend-'));
    const fleet = await startDemoFleet({
      dataDirectory: path.join(folder, 'git'),
      speed: SPEED,
      bookmarkMs: 1_000,
    });
    const meanwhile = Meanwhile.create();
    try {
      const template = await meanwhile.writeTemplate(folder);
      const backend = await startTestBackend({
        features: [
          import('@backstage/plugin-auth-backend'),
          import('@backstage/plugin-catalog-backend'),
          import(
            '@backstage/plugin-catalog-backend-module-scaffolder-entity-model'
          ),
          import('@backstage/plugin-kubernetes-backend'),
          import('@backstage/plugin-permission-backend'),
          import('@backstage/plugin-scaffolder-backend'),
          import('@backstage/plugin-signals-backend'),
          import('@modelfleet/backstage-plugin-catalog-backend-module-model'),
          import(
            '@modelfleet/backstage-plugin-kubernetes-backend-module-model-serving'
          ),
          import('@modelfleet/backstage-plugin-model-serving-backend'),
          import(
            '@modelfleet/backstage-plugin-scaffolder-backend-module-model-serving'
          ),
          policy,
          signInModule,
          meanwhile.module,
          authServiceFactory,
          httpAuthServiceFactory,
          permissionsServiceFactory,
          schedulerServiceFactory,
          urlReaderServiceFactory,
          userInfoServiceFactory,
          mockServices.rootConfig.factory({
            data: await shippedConfig(fleet, [template]),
          }),
        ],
      });
      return new TestInstance(backend, fleet, folder, meanwhile);
    } catch (error) {
      await fleet.stop();
      throw error;
    }
  }

  private constructor(
    backend: TestBackend,
    fleet: DemoFleet,
    folder: string,
    meanwhile: Meanwhile,
  ) {
    this.#backend = backend;
    this.#fleet = fleet;
    this.#folder = folder;
    this.meanwhile = meanwhile;
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
    await this.#fleet.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get gitUrl(): string {
    return this.#fleet.gitUrl;
  }

  /** Signs a person in, once the catalog has them. */
  async signIn(person: string = GUEST): Promise<Api> {
    const url = `${this.#url}/auth/${PROVIDER}/refresh`;
    const { body } = await eventually(
      `${person} signs in`,
      async () => {
        const response = await fetch(url, {
          headers: { [PERSON_HEADER]: person, 'X-Requested-With': 'test' },
        });
        return { ok: response.ok, body: await response.json() };
      },
      ({ ok }) => ok,
    );
    return Api.create(this.#url, `Bearer ${body.backstageIdentity.token}`);
  }

  /** For someone who did not sign in. */
  get anonymous(): Api {
    return Api.create(this.#url);
  }

  /** For someone whose token is none of ours. */
  get forger(): Api {
    return Api.create(this.#url, 'Bearer not-a-token');
  }

  async setFault(cluster: string, fault: Fault): Promise<void> {
    await this.#control('PUT', `/faults/${cluster}`, fault);
  }

  async heal(cluster: string): Promise<void> {
    await this.#control('DELETE', `/faults/${cluster}`);
  }

  get #url(): string {
    return `http://localhost:${this.#backend.server.port()}/api`;
  }

  async #control(method: string, route: string, body?: object): Promise<void> {
    const response = await fetch(`${this.#fleet.controlUrl}${route}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`${method} ${route}: ${await response.text()}`);
    }
  }
}
