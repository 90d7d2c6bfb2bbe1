import { expect, test, type Page } from '@playwright/test';
import {
  clearFaults,
  setFault,
  signInAsGuest,
  watchForComplaints,
} from './browser';

const SERVICE = 'meeting-notes';

/**
 * The row of a cluster in the rollout card, not the one among relations, nor
 * that of the performance card further down.
 */
function rolloutRow(page: Page, cluster: string) {
  return page.getByRole('row', { name: `${cluster} simulated` }).first();
}

// One story: the second chapter looks at what the first one deployed.
test.describe.configure({ mode: 'serial' });

test('a newcomer deploys a model to two clusters and sees it roll out', async ({
  page,
}) => {
  const complaints = watchForComplaints(page);
  await signInAsGuest(page);

  await test.step('browse the models', async () => {
    await expect(page.getByRole('row')).toHaveCount(17);
    await page.getByRole('searchbox').fill('llama 3.1 8b instruct');
    await page.getByRole('link', { name: 'Llama 3.1 8B Instruct' }).click();
    await expect(
      page.getByRole('heading', { name: 'Llama 3.1 8B Instruct' }).first(),
    ).toBeVisible();
    await expect(page.getByText('simulated').first()).toBeVisible();
  });

  await test.step('fill in the wizard', async () => {
    await page
      .getByRole('link', { name: /^Deploy/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Name').fill(SERVICE);
    await expect(page.getByRole('radio', { name: /chat/ })).toBeChecked();
    await expect(page.getByRole('radio', { name: /vision/ })).toBeDisabled();
    await page.getByRole('button', { name: 'Next' }).click();
    for (const cluster of ['cloud-eu', 'cloud-us']) {
      const section = page.getByRole('region', { name: cluster });
      await section.getByText('Cloud').first().click();
      // The model's fit and the team's quota are told apart.
      await expect(
        section.getByRole('status').filter({ hasText: /free/ }),
      ).toBeVisible();
    }
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(
      page.getByRole('region', { name: 'Stay up during maintenance' }),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(
      page.getByRole('region', { name: 'What the clusters say' }),
    ).toContainText(/Cloud EU: all \d+ objects checked, no error found/, {
      timeout: 30_000,
    });
    await expect(
      page.getByRole('button', { name: /^catalog-info.yaml/ }),
    ).toContainText('new');
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create' }).click();
    await expect(
      page.getByRole('link', { name: /Open the service/ }),
    ).toBeVisible({ timeout: 60_000 });
  });

  await test.step('watch both clusters become healthy', async () => {
    await page.getByRole('link', { name: 'Open the service' }).click();
    await expect(
      page.getByRole('heading', { name: 'Rollout by cluster' }),
    ).toBeVisible();
    for (const cluster of ['Cloud EU', 'Cloud US']) {
      await expect(rolloutRow(page, cluster)).toContainText('Healthy', {
        timeout: 120_000,
      });
    }
    await expect(
      page.getByRole('heading', { name: 'GPU usage by cluster' }),
    ).toBeVisible();
  });

  expect(complaints.foreignRequests).toEqual([]);
  expect(complaints.errors).toEqual([]);
});

test('the cards tell the truth about a cluster that goes away and returns', async ({
  page,
}) => {
  await signInAsGuest(page);
  await page.goto(`/catalog/default/component/${SERVICE}`);
  const row = rolloutRow(page, 'Cloud US');
  await expect(row).toContainText('Healthy');

  await setFault('cloud-us', { type: 'unreachable' });
  try {
    await expect(row).toContainText('Last known', { timeout: 60_000 });
    await expect(row).not.toContainText(/^Healthy/);
    // The other cluster is not held up.
    await expect(rolloutRow(page, 'Cloud EU')).toContainText('Healthy');
  } finally {
    await clearFaults('cloud-us');
  }
  await expect(row).not.toContainText('Last known', { timeout: 60_000 });
  await expect(row).toContainText('Healthy');
});
