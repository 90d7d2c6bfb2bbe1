import type { ConsoleMessage, Page, Request } from '@playwright/test';

/** What a person must never meet: errors in the console, requests elsewhere. */
export interface Complaints {
  readonly errors: readonly string[];
  readonly foreignRequests: readonly string[];
}

/** Collects what goes wrong on a page from now on. */
export function watchForComplaints(page: Page): Complaints {
  const errors: string[] = [];
  const foreignRequests: string[] = [];
  page.on('pageerror', error => errors.push(String(error)));
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('request', (request: Request) => {
    const { protocol, hostname } = new URL(request.url());
    const local = ['localhost', '127.0.0.1'].includes(hostname);
    if (!local && !['data:', 'blob:'].includes(protocol)) {
      foreignRequests.push(request.url());
    }
  });
  return { errors, foreignRequests };
}

export async function signInAsGuest(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('heading', { name: 'Models' }).first().waitFor();
}

const control = `http://127.0.0.1:${process.env.MODELFLEET_DEMO_PORT}/control`;

/** Switches a fault of a simulated cluster on. */
export async function setFault(
  cluster: string,
  fault: Record<string, unknown>,
): Promise<void> {
  await send('PUT', `${control}/faults/${cluster}`, fault);
}

/** Heals a simulated cluster. */
export async function clearFaults(cluster: string): Promise<void> {
  await send('DELETE', `${control}/faults/${cluster}`);
}

async function send(method: string, url: string, body?: object) {
  const response = await fetch(url, {
    method,
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  if (!response.ok) {
    throw new Error(
      `${method} ${url}: ${response.status} ${await response.text()}`,
    );
  }
}
