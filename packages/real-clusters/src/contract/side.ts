import type { Admin } from '../kubernetes/Admin';
import type { Answer, Endpoint } from '../kubernetes/connection';
import { ask } from '../kubernetes/connection';

/**
 * One of the servers that the contract is checked on, with the means to bring
 * it into the states that the contract speaks of.
 */
export interface ContractSide {
  readonly name: string;
  readonly endpoint: Endpoint;
  /** May read all kinds that the contract reads, served or not, but no secret. */
  readonly readerToken: string;
  /** How refusals name the reader. */
  readonly readerName: string;
  /** May do everything. */
  readonly admin: Admin;
  /** A node that pods run on. */
  readonly nodeName: string;
  /** Makes page tokens and versions from before now unusable. */
  expireHistory(): Promise<void>;
  /** A version that no watch can start from any more. */
  expiredVersion(): Promise<string>;
  /** Runs the work while the server turns the reader's calls away as too many. */
  whileOverloaded(work: () => Promise<void>): Promise<void>;
}

/** What a case is given: the server, and a namespace of its own. */
export interface ContractContext {
  readonly side: ContractSide;
  readonly namespace: string;
}

/** One sentence of the contract. It fails by throwing. */
export interface ContractCase {
  readonly name: string;
  run(context: ContractContext): Promise<void>;
}

/**
 * What a path under a built-in group gets that is not served. It names no
 * object, which is how to tell it from an object that is missing. Under a
 * custom group, or none, the answer is `404 page not found` in plain text.
 */
export const NOT_SERVED = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message: 'the server could not find the requested resource',
  reason: 'NotFound',
  details: {},
  code: 404,
};

/** Asks as the reader does. */
export function read(
  side: ContractSide,
  path: string,
  options: { readonly accept?: string } = {},
): Promise<Answer> {
  return ask(side.endpoint, {
    path,
    token: side.readerToken,
    ...(options.accept && { headers: { accept: options.accept } }),
  });
}

/** Asks as the reader does, for JSON that must come with status 200. */
export async function readJson(
  side: ContractSide,
  path: string,
): Promise<unknown> {
  const answer = await read(side, path);
  if (answer.status !== 200) {
    throw new Error(`GET ${path}: ${answer.status} ${answer.text}`);
  }
  return answer.json();
}
