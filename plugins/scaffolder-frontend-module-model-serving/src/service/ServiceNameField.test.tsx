import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { chat, vision } from '../__fixtures__';
import { renderField } from '../__testUtils__';
import { ServiceNameField } from './ServiceNameField';
import { validateServiceName } from './validateServiceName';

const bot = (owner: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'bot',
    namespace: 'default',
    annotations: {
      'modelfleet.dev/repository': 'fleet',
      'modelfleet.dev/path': `fleet/${owner}/bot`,
    },
  },
  spec: { type: 'inference-service' },
});

it('takes a name', async () => {
  const { value } = await renderField({ field: ServiceNameField });
  const input = screen.getByRole('textbox');
  await userEvent.type(input, 'support-chat');
  expect(value()).toBe('support-chat');
  await userEvent.clear(input);
  expect(value()).toBeUndefined();
});

it.each([
  ['chat', /change that one from its page/],
  ['vision', /Another team has a service of this name/],
])('says when team %s has one of that name', async (owner, words) => {
  await renderField({
    field: ServiceNameField,
    value: 'bot',
    fleet: { getTenants: async () => ({ items: [chat, vision] }) },
    catalog: { getEntitiesByRefs: async () => ({ items: [bot(owner)] }) },
  });
  expect(await screen.findByText(words)).toBeVisible();
});

it('keeps the name of a service that is changed', async () => {
  await renderField({
    field: ServiceNameField,
    value: 'bot',
    formData: {
      change: { tenant: 'chat', service: 'bot', repository: 'fleet' },
    },
  });
  expect(screen.getByRole('textbox')).toBeDisabled();
  expect(screen.getByText(/so it stays/)).toBeVisible();
});

it.each([
  'A b',
  '-x',
  '1x',
  'x-',
  'x'.repeat(52),
  'a: {b}',
  '$(id)',
  '../../etc',
  '${{ secrets.X }}',
  'ｘ',
  'x\ny',
  '<script>',
  '',
  7,
  undefined,
])('has an answer to %j', value => {
  const fault = validateServiceName(value);
  expect(fault).toMatch(/\.$/);
  expect(fault?.length).toBeLessThan(250);
});
