import assert from 'node:assert/strict';
import { auditEvents, isBounded } from './auditLog';
import { untilStatus, type ProductCase } from './case';

const DISCOVERY = /^\/(version|api|apis)(\/|$|\?)/;

/** That the product can read what it needs, and asks for nothing else. */
export const readingCases: readonly ProductCase[] = [
  {
    name: 'rights: the documented manifest is enough for every cluster to be live, one of which gives accounts nothing by default',
    async run({ product, clusters }) {
      for (const cluster of clusters) {
        const seen = await untilStatus(product, cluster, 'live', 60_000);
        assert.deepEqual(seen?.state.forbidden, []);
        assert.equal(seen?.simulated, false);
        assert.match(seen?.kubernetesVersion ?? '', /^v1\.\d+\.\d+$/);
      }
    },
  },
];

/** What the API servers wrote down about the product, over all other cases. */
export const auditCases: readonly ProductCase[] = [
  {
    name: 'audit: the product only reads, and never a secret or a config map',
    async run({ product, clusters }) {
      for (const cluster of clusters) {
        const events = await auditEvents(
          cluster,
          product.observer(cluster.name),
        );
        assert.ok(events.length > 0, 'the audit log is empty');
        for (const event of events) {
          assert.ok(
            ['get', 'list', 'watch'].includes(event.verb),
            `${event.verb} ${event.requestURI}`,
          );
          assert.ok(
            !/secrets|configmaps/.test(event.requestURI),
            event.requestURI,
          );
        }
      }
    },
  },
  {
    name: 'audit: every list has a limit, every watch a version and an end',
    async run({ product, clusters }) {
      for (const cluster of clusters) {
        const events = await auditEvents(
          cluster,
          product.observer(cluster.name),
        );
        const boundless = events.filter(
          event =>
            !isBounded(event) &&
            !(event.verb === 'get' && DISCOVERY.test(event.requestURI)),
        );
        assert.deepEqual(
          boundless.map(event => `${event.verb} ${event.requestURI}`),
          [],
        );
      }
    },
  },
  {
    name: 'audit: nothing was asked for that the documented rights do not give',
    async run({ product, edge }) {
      // The one cluster whose rights and API server no case has touched.
      const events = await auditEvents(edge, product.observer(edge.name));
      assert.deepEqual(
        events
          .filter(event => event.responseStatus?.code === 403)
          .map(event => `${event.verb} ${event.requestURI}`),
        [],
      );
    },
  },
];
