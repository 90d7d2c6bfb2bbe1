import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  PlatformChoice,
  PlatformPolicy,
  RoomsRequest,
  RoomsView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { platformChoices } from '@modelfleet/backstage-plugin-model-serving-common';
import { chat, llama } from '../__fixtures__';
import { away, renderField } from '../__testUtils__';
import { OperationsField, RuntimeField } from './OperationsField';

const formData = {
  tenant: { tenant: 'chat', repository: 'fleet', namespace: 'chat' },
};

function offering(choices: PlatformChoice[]) {
  return { getTenants: async () => ({ items: [{ ...chat, choices }] }) };
}
const choice = async (name: string) =>
  within(await screen.findByRole('region', { name }));

it('says what each choice buys, and keeps what was chosen', async () => {
  const { value } = await renderField({
    field: OperationsField,
    formData,
    fleet: offering(platformChoices()),
  });
  const maintenance = await choice('Stay up during maintenance');
  expect(maintenance.getByText(/one replica at a time/)).toBeInTheDocument();
  await userEvent.click(maintenance.getByRole('switch'));
  expect(value()).toEqual({ disruptionBudget: false });
});

it('shows what the platform sets, and what it does not offer, with the reason', async () => {
  await renderField({
    field: OperationsField,
    formData,
    value: { disruptionBudget: false },
    fleet: offering(
      platformChoices({
        choices: { disruptionBudget: { default: true, locked: true } },
      }),
    ),
  });
  const locked = await choice('Stay up during maintenance');
  expect(locked.getByText(/Set by the platform team/)).toBeInTheDocument();
  expect(locked.getByRole('switch')).toBeDisabled();
  expect(locked.getByRole('switch')).toBeChecked();
  const alerts = await choice('Alerts');
  expect(alerts.getByText(/has not configured its monitoring/)).toBeVisible();
  expect(alerts.getByRole('switch')).toBeDisabled();
});

describe('the token of the hub', () => {
  const secretStore = {
    kind: 'ClusterSecretStore',
    name: 's',
    key: 'k',
  } as const;
  const gated = {
    ...llama,
    spec: {
      ...llama.spec,
      artifacts: llama.spec.artifacts.map(artifact => ({
        ...artifact,
        ...(artifact.name === 'bf16' && { gated: true }),
      })),
    },
  };
  const render = (
    variant: string,
    platform: PlatformPolicy,
    value?: Record<string, boolean>,
  ) =>
    renderField({
      field: OperationsField,
      formData: {
        ...formData,
        model: { model: 'model:default/llama-3.1-8b-instruct', variant },
      },
      value,
      fleet: offering(platformChoices(platform)),
      catalog: { getEntityByRef: async () => gated },
    });

  it('is given to a model that its hub gives only with one', async () => {
    const { value } = await render('bf16', { secretStore });
    const token = await choice('Token of the model hub');
    expect(await token.findByRole('status')).toHaveTextContent(
      /only to accounts that accepted its licence: the token has to be/,
    );
    expect(token.getByRole('switch')).toBeChecked();
    // Left to the plan, which gives it as well.
    expect(value()).toBeUndefined();

    await userEvent.click(token.getByRole('switch'));
    expect(value()).toEqual({ hubToken: false });
    expect(token.getByRole('status')).toHaveTextContent(
      /the download is refused/,
    );
  });

  it('is missed where the platform has none', async () => {
    const { value } = await render('bf16', {});
    const token = await choice('Token of the model hub');
    expect(await token.findByRole('status')).toHaveTextContent(
      /the download is refused/,
    );
    expect(value()).toBeUndefined();
  });

  it('is left as it is for a variant that needs none', async () => {
    const { value } = await render('awq-int4', { secretStore });
    const token = await choice('Token of the model hub');
    await userEvent.click(
      (await choice('Stay up during maintenance')).getByRole('switch'),
    );
    expect(token.queryByRole('status')).toBeNull();
    expect(value()).toEqual({ disruptionBudget: false });
  });
});

describe('how a new version takes over', () => {
  const filled = {
    ...formData,
    service: 'bot',
    runtime: 'deployment',
    placements: [{ cluster: 'edge-plant', replicas: 1, gpusPerReplica: 1 }],
  };
  const asked: RoomsRequest[] = [];
  const assessRooms = async (request: RoomsRequest): Promise<RoomsView> => {
    asked.push(request);
    return {
      items: request.placements.map(({ cluster }) => ({
        cluster,
        namespace: 'chat',
        verdict: 'room',
        message: 'No quota limits it.',
        limits: [],
        notKnown: [],
        replacement: {
          value: 'startFirst',
          waits: request.replacement === 'startFirst',
          message: `An update by ${request.replacement}.`,
        },
      })),
    };
  };
  const title = 'When a new version replaces the old';

  it('is said for the chosen clusters, with what the choice comes to', async () => {
    const { value } = await renderField({
      field: OperationsField,
      formData: filled,
      fleet: { ...offering(platformChoices()), assessRooms },
    });
    const takeover = await choice(title);
    const item = await takeover.findByText(/An update by byRoom/);
    expect(item).toHaveTextContent(/^edge-plant: /);
    expect(takeover.getAllByRole('listitem')).toHaveLength(1);
    expect(asked.at(-1)).toMatchObject({
      runtime: 'deployment',
      placements: [{ cluster: 'edge-plant' }],
    });
    await userEvent.click(takeover.getByRole('button'));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Start the new one first' }),
    );
    expect(value()).toEqual({ replacement: 'startFirst' });
    expect(
      await takeover.findByText(/An update by startFirst/),
    ).toBeInTheDocument();
  });

  it('is as the platform says where that is locked', async () => {
    await renderField({
      field: OperationsField,
      formData: filled,
      value: { replacement: 'startFirst' },
      fleet: {
        ...offering(
          platformChoices({
            choices: { replacement: { default: 'stopFirst', locked: true } },
          }),
        ),
        assessRooms,
      },
    });
    const takeover = await choice(title);
    expect(
      await takeover.findByText(/An update by stopFirst/),
    ).toBeInTheDocument();
  });

  it.each([
    ['no cluster is chosen', { ...filled, placements: [] }, /chosen some/],
    ['the fleet cannot be asked', filled, /could not be read/],
  ])('says so while %s', async (_, form, words) => {
    await renderField({
      field: OperationsField,
      formData: form,
      fleet: { ...offering(platformChoices()), assessRooms: away },
    });
    const takeover = await choice(title);
    expect(await takeover.findByText(words)).toBeInTheDocument();
  });
});

it('offers the engines', async () => {
  const { value } = await renderField({
    field: RuntimeField,
    formData,
    fleet: offering(platformChoices()),
  });
  const engine = await choice('Engine');
  await userEvent.click(engine.getByRole('button'));
  await userEvent.click(
    await screen.findByRole('option', { name: /plain Deployment/ }),
  );
  expect(value()).toBe('deployment');
});

it.each([
  ['no team is chosen', {}, {}, /Choose a team first/],
  ['a backend is older', formData, {}, /defaults apply/],
  [
    'the fleet cannot be asked',
    formData,
    { getTenants: away },
    /could not be read/,
  ],
])('says so while %s', async (_, form, fleet, words) => {
  await renderField({ field: OperationsField, formData: form, fleet });
  expect(await screen.findByText(words)).toBeInTheDocument();
});
