import { useEffect } from 'react';
import { useRouteRef, useRouteRefParams } from '@backstage/frontend-plugin-api';
import { useNavigate, useSearchParams } from 'react-router-dom';
import {
  changeFormData,
  changeServiceRouteRef,
  ErrorPanel,
  usePresentService,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { Container, Flex, Skeleton, Text } from '@backstage/ui';
import { DEPLOY_TEMPLATE } from '../deploy';
import { templateRouteRef } from '../routes';

/**
 * Reads what a service asks for from Git, then opens the wizard with it. It is
 * an address of its own, so that it can be linked to, and so that the wizard
 * never begins with something old.
 */
export function ChangePage() {
  const { tenant, service } = useRouteRefParams(changeServiceRouteRef);
  const [params] = useSearchParams();
  const repository = params.get('repository') ?? undefined;
  const { state, retry } = usePresentService({ tenant, service, repository });
  const templateLink = useRouteRef(templateRouteRef);
  const navigate = useNavigate();
  const target =
    state.status === 'ready' && templateLink
      ? `${templateLink(DEPLOY_TEMPLATE)}?${new URLSearchParams({
          formData: JSON.stringify(changeFormData(state.present)),
        })}`
      : undefined;

  useEffect(() => {
    if (target) {
      navigate(target, { replace: true });
    }
  }, [navigate, target]);

  return (
    <Container>
      <Flex direction="column" gap="4" py="4">
        {state.status === 'failed' && (
          <ErrorPanel
            title={`What ${service} asks for could not be read from Git`}
            error={state.error}
            onRetry={retry}
          />
        )}
        {state.status === 'ready' && !templateLink && (
          <Text>
            This app has no scaffolder, so services are changed in their
            repository: {state.present.repository.url}, folder{' '}
            {state.present.path}.
          </Text>
        )}
        {state.status === 'loading' && (
          <div
            role="status"
            aria-label={`Reading ${service} from Git`}
            aria-busy="true"
          >
            <Text>Reading {service} from Git…</Text>
            <Skeleton height={64} />
          </div>
        )}
      </Flex>
    </Container>
  );
}
