import { CONTRACT, runContractCase } from './cases';
import { startDemoSide } from './demoSide';

let side: Awaited<ReturnType<typeof startDemoSide>>;

beforeAll(async () => {
  side = await startDemoSide();
});

afterAll(() => side.stop());

describe('the simulated API server keeps the contract of real ones', () => {
  test.each(
    CONTRACT.map((contractCase, index) => ({ ...contractCase, index })),
  )(
    '$name',
    async ({ index, ...contractCase }) => {
      await runContractCase(contractCase, side, `contract-${index}`);
    },
    60_000,
  );
});
