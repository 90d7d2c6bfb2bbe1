import type { WavePlanView } from '@modelfleet/backstage-plugin-model-serving-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { templateRouteRef } from '../routes';
import styles from './waves.module.css';

/**
 * The ways on: the next wave, in spite of what holds it up as well, and the
 * stop. For those who may; others read why they may not.
 */
export function WaveActions({ plan }: { plan: WavePlanView }) {
  const template = useRouteRef(templateRouteRef);
  if (!plan.mayChange) {
    return (
      <p className={styles.source}>You cannot go on here. {plan.refusal}</p>
    );
  }
  if (!template) {
    return null;
  }
  const href = (templateName: string, more: object) => {
    const { service, tenant, repository, namespace } = plan;
    const formData = JSON.stringify({
      service,
      tenant: { tenant, repository, ...(namespace && { namespace }) },
      ...more,
    });
    const query = new URLSearchParams({ formData });
    return `${template({ namespace: 'default', templateName })}?${query}`;
  };
  const wave = plan.next?.number;
  const isOpen = plan.state === 'healthy';
  return (
    <div className={styles.actions}>
      {wave !== undefined && (
        <ButtonLink
          size="small"
          variant={isOpen ? 'primary' : 'secondary'}
          href={href('next-wave', { wave })}
        >
          {isOpen
            ? `Let wave ${wave} go`
            : `Let wave ${wave} go all the same …`}
        </ButtonLink>
      )}
      {plan.gone < plan.waves.length && (
        <ButtonLink
          size="small"
          variant="secondary"
          href={href('stop-waves', {})}
        >
          Stop this change …
        </ButtonLink>
      )}
    </div>
  );
}
