/**
 * Whether two URLs are of one repository: the scheme, credentials, `.git` and
 * the scp-like form (`git@host:path`) make no difference.
 *
 * @public
 */
export function sameRepository(a: string, b: string): boolean {
  return locationOf(a) === locationOf(b);
}

function locationOf(url: string): string {
  const scp = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(url.trim());
  const location = scp
    ? `${scp[1]}/${scp[2]}`
    : url.trim().replace(/^[a-z+]+:\/\/(?:[^@/]+@)?/i, '');
  const [host = '', ...path] = location.split('/').filter(Boolean);
  return [
    host.toLocaleLowerCase('en-US').replace(/:(?:22|80|443)$/, ''),
    ...path,
  ]
    .join('/')
    .replace(/\.git$/, '');
}
