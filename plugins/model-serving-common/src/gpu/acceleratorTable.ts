import { DEFAULT_ACCELERATORS, type AcceleratorRule } from './accelerators';

/**
 * One entry of `modelServing.accelerators`. What it leaves out is as for the
 * known resource of that name, where there is one.
 *
 * @public
 */
export interface ConfiguredAccelerator
  extends Partial<Omit<AcceleratorRule, 'pattern'>> {
  /** The name of a resource, or a pattern that the whole name matches. */
  readonly resource: string | RegExp;
}

/**
 * The known resources with what configuration says of them: its entries come
 * first, so that they override.
 *
 * @public
 */
export function acceleratorTable(
  configured: readonly ConfiguredAccelerator[],
): readonly AcceleratorRule[] {
  return [
    ...configured.map(({ resource, ...said }) => {
      const known =
        typeof resource === 'string'
          ? DEFAULT_ACCELERATORS.find(({ pattern }) => pattern.test(resource))
          : undefined;
      return {
        unit: 'gpu' as const,
        productLabels: [],
        ...known,
        ...said,
        pattern: typeof resource === 'string' ? exactly(resource) : resource,
      };
    }),
    ...DEFAULT_ACCELERATORS,
  ];
}

function exactly(name: string): RegExp {
  return new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}
