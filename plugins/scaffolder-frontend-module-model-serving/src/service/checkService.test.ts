import { ResponseError } from '@backstage/errors';
import type { ModelServingApi } from '@modelfleet/backstage-plugin-model-serving-common';
import { chat } from '../__fixtures__';
import { checkService } from './checkService';

const tenant = { tenant: 'chat', repository: 'fleet', namespace: 'chat' };

async function check(
  answer: () => Promise<never>,
  formData: unknown = { service: 'inspector', tenant },
) {
  const asked: unknown[] = [];
  const api: Partial<ModelServingApi> = {
    getTenants: async () => ({ items: [chat] }),
    planChange: request => {
      asked.push(request);
      return answer();
    },
  };
  const problem = await checkService(formData, {
    get: () => api as never,
  });
  return { problem, asked };
}

async function refusal(status: number): Promise<never> {
  throw await ResponseError.fromResponse(
    Response.json(
      {
        error: { name: 'ConflictError', message: "The name 'x' is taken" },
        response: { statusCode: status },
      },
      { status },
    ),
  );
}

it('says in the form what the task would say', async () => {
  const { problem, asked } = await check(() => refusal(409));
  expect(problem).toEqual({
    field: 'service',
    message: "The name 'x' is taken",
  });
  expect(asked).toEqual([
    { ...tenant, service: 'inspector', clusters: [chat.clusters[0]] },
  ]);
});

it.each([
  ['the backend is down', () => refusal(503), undefined],
  [
    'it cannot be reached',
    async () => {
      throw new TypeError('Failed to fetch');
    },
    undefined,
  ],
  ['the name is not finished', () => refusal(409), { service: 'A b', tenant }],
  ['there is no name', () => refusal(409), { tenant }],
  ['there is no team', () => refusal(409), { service: 'inspector' }],
])('says nothing while %s', async (_, answer, formData) => {
  expect((await check(answer, formData)).problem).toBeUndefined();
});

it('tells the team from the name', async () => {
  const { problem } = await check(() => refusal(403));
  expect(problem?.field).toBe('tenant');
});
