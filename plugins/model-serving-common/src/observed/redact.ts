/** What stands where a secret was. */
const REDACTED = '[redacted]';

/**
 * What messages and logs of a cluster may carry and nobody needs to see. The
 * prefixes are those that the issuers document for secret scanning. Order
 * matters: whole headers first, then values by name, then bare tokens.
 *
 * Texts come from anyone. No pattern may begin to match at many places and run
 * on to the end of the text from each, so what precedes a mark is bounded or
 * looked back at.
 */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    REDACTED,
  ],
  [
    /\b((?:proxy-)?authorization["']?\s*[:=]\s*["']?)(?:(?:bearer|basic|token|digest|aws4-hmac-sha256)\s+)?[^\s"',}]+(?:,\s*(?:signedheaders|signature)=[^\s"']+)*/gi,
    `$1${REDACTED}`,
  ],
  [/\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${REDACTED}`],
  [
    /([?&](?:x-amz-signature|x-amz-credential|x-amz-security-token|x-goog-signature|x-goog-credential|sig|token|access_token|signature|api_?key|password)=)[^&\s"']+/gi,
    `$1${REDACTED}`,
  ],
  [/(:\/\/)[^\s/@:]*:[^\s/@]+@/g, `$1${REDACTED}@`],
  // `HF_TOKEN=…`, `"api_key": "…"`, `aws_secret_access_key = …`; not `max_tokens=…`.
  [
    /(?<![a-z0-9])((?:token|secret|password|passwd|api[_-]?key|access[_-]?key|secret[_-]?key|credentials?)["']?\s*[:=]\s*["']?)(?!\[redacted\]|none\b|null\b|true\b|false\b|undefined\b)[^\s"',;)}\]]{6,}/gi,
    `$1${REDACTED}`,
  ],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, REDACTED],
  [/\beyJ[A-Za-z0-9_-]{8,4096}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, REDACTED],
  [/\b(?:hf|api_org)_[A-Za-z0-9]{8,}/g, REDACTED],
  [/\bnvapi-[A-Za-z0-9_-]{8,}/g, REDACTED],
  [/\b(?:gh[pousr]_|github_pat_|glpat-)[A-Za-z0-9_-]{8,}/g, REDACTED],
  [/\bsk-[A-Za-z0-9_-]{16,}/g, REDACTED],
  [/\bAIza[A-Za-z0-9_-]{30,}/g, REDACTED],
];

/** Takes credentials out of a text; what is left can be shown and kept. */
export function redact(text: string): string {
  let clean = text;
  for (const [pattern, replacement] of SECRETS) {
    clean = clean.replace(pattern, replacement);
  }
  return clean;
}
