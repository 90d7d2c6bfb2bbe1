import { randomUUID } from 'node:crypto';
import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { systemClock } from '../observe';
import {
  DatabaseLeaseStore,
  LeasedOwnership,
  replicaSettings,
  SoleOwnership,
} from '../replicas';
import type { FleetState } from '../state';
import { DatabaseFleetStore, isPostgres } from './DatabaseFleetStore';
import type { FleetJournal } from './FleetJournal';
import { KeptFleet } from './KeptFleet';
import { openDatabase } from './migrate';
import { DEFAULT_KEEP_SETTINGS } from './settings';

const KEEP_KEY = 'modelServing.observation.keepRemovedClusters';
const TAKE_OVER_KEY = 'modelServing.observation.takeOverAfter';
const DEFAULT_TAKE_OVER_MS = 15_000;
const SHORTEST_TAKE_OVER_MS = 5_000;
/** With two beats and a list, still within half a minute. */
const LONGEST_TAKE_OVER_MS = 20_000;

interface Options {
  readonly config: Config;
  readonly database: DatabaseService;
  readonly logger: LoggerService;
  readonly state: FleetState;
  readonly journal: FleetJournal;
  /** Of sources other than the clusters themselves. */
  readonly sources: readonly string[];
}

/**
 * Opens the plugin's database for the fleet's state. On PostgreSQL the clusters
 * are shared with other replicas; an embedded database has only this one.
 */
export async function openKeptFleet(options: Options): Promise<KeptFleet> {
  const { config, logger, state, journal } = options;
  const keepMs = readMs(config, KEEP_KEY) ?? DEFAULT_KEEP_SETTINGS.keepMs;
  const replicas = replicaSettings(readTakeOver(config));
  const knex = await openDatabase(options.database);
  const shared = isPostgres(knex);
  const elapsed = () => performance.now();
  const ownership = shared
    ? LeasedOwnership.create({
        id: randomUUID(),
        store: DatabaseLeaseStore.create(knex, replicas.timeoutMs),
        clock: systemClock,
        elapsed,
        logger,
        settings: replicas,
      })
    : SoleOwnership.create();
  return KeptFleet.create({
    state,
    journal,
    sources: [
      { id: 'direct', sharded: true },
      ...options.sources.map(id => ({ id, sharded: false })),
    ],
    ownership,
    store: DatabaseFleetStore.create({
      knex,
      now: () => new Date(),
      followed: shared,
    }),
    clock: systemClock,
    elapsed,
    logger,
    settings: { ...DEFAULT_KEEP_SETTINGS, keepMs },
  });
}

function readTakeOver(config: Config): number {
  const ms = readMs(config, TAKE_OVER_KEY) ?? DEFAULT_TAKE_OVER_MS;
  if (ms < SHORTEST_TAKE_OVER_MS || ms > LONGEST_TAKE_OVER_MS) {
    throw new InputError(
      `${TAKE_OVER_KEY} must be from ${SHORTEST_TAKE_OVER_MS / 1_000} to ${
        LONGEST_TAKE_OVER_MS / 1_000
      } seconds`,
    );
  }
  return ms;
}

function readMs(config: Config, key: string): number | undefined {
  return config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : undefined;
}
