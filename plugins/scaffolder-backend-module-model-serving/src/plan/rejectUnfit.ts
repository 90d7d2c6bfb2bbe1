import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { AssessedPlacement } from './assessPlacements';

/**
 * Refuses what is known not to start. Where a figure of the Model is missing,
 * sizing knows bounds alone: then the log has warned, and the clusters decide.
 *
 * @throws InputError with what would fit
 */
export function rejectUnfit(
  placements: readonly AssessedPlacement[],
  options: {
    title: string;
    allowUnfit: boolean;
    logger: Pick<LoggerService, 'warn'>;
  },
): void {
  const unfit = placements.filter(
    ({ model }) => model?.verdict === 'does-not-fit' && model.exact,
  );
  if (unfit.length === 0) {
    return;
  }
  if (options.allowUnfit) {
    options.logger.warn(
      `${options.title} does not fit in ${unfit
        .map(({ cluster }) => cluster)
        .join(
          ', ',
        )} by what is known of it; it goes there nevertheless, as asked for (allowUnfit)`,
    );
    return;
  }
  throw new InputError(
    `${options.title} would not start. ${unfit
      .map(({ message }) => message)
      .join(
        ' ',
      )} Change that, or ask for it nevertheless (allowUnfit: true) when you have measured that it fits.`,
  );
}
