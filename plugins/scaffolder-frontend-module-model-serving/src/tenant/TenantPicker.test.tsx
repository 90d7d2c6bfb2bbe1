import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { chat, vision } from '../__fixtures__';
import { away, renderField } from '../__testUtils__';
import { TenantPicker } from './TenantPicker';

it('takes the only tenant that one may change, and says why not the others', async () => {
  const { value } = await renderField({ field: TenantPicker });
  const radio = await screen.findByRole('radio', { name: /^chat/ });
  await waitFor(() => expect(radio).toBeChecked());
  expect(value()).toEqual({
    tenant: 'chat',
    repository: 'fleet',
    namespace: 'chat',
  });
  expect(screen.getByRole('radio', { name: /^vision/ })).toBeDisabled();
  expect(
    screen.getByText('Only members of vision-team may change it.'),
  ).toBeInTheDocument();
});

it('leaves the choice open between several', async () => {
  const { value } = await renderField({
    field: TenantPicker,
    fleet: {
      getTenants: async () => ({
        items: [chat, { ...vision, mayChange: true }],
      }),
    },
  });
  const radio = await screen.findByRole('radio', { name: /^vision/ });
  expect(value()).toBeUndefined();
  await userEvent.click(radio);
  expect(value()).toMatchObject({ tenant: 'vision', namespace: 'vision' });
});

it('lets one choose among the tenant’s namespaces', async () => {
  const { value } = await renderField({ field: TenantPicker });
  await userEvent.click(
    await screen.findByRole('button', { name: /Namespace/ }),
  );
  await userEvent.click(
    await screen.findByRole('option', { name: 'chat-staging' }),
  );
  await waitFor(() =>
    expect(value()).toMatchObject({
      tenant: 'chat',
      namespace: 'chat-staging',
    }),
  );
});

it('says so when one may change nothing', async () => {
  await renderField({
    field: TenantPicker,
    fleet: { getTenants: async () => ({ items: [vision] }) },
  });
  expect(
    await screen.findByText(/You may not change the services of any team/),
  ).toBeInTheDocument();
});

it('falls back to plain fields when the fleet API is away', async () => {
  const { value } = await renderField({
    field: TenantPicker,
    fleet: { getTenants: away },
  });
  await userEvent.type(
    await screen.findByRole('textbox', { name: 'Team' }),
    'chat',
  );
  await userEvent.type(
    screen.getByRole('textbox', { name: 'Repository' }),
    'fleet',
  );
  await userEvent.type(
    screen.getByRole('textbox', { name: 'Namespace' }),
    'chat',
  );
  expect(value()).toEqual({
    tenant: 'chat',
    repository: 'fleet',
    namespace: 'chat',
  });
});
