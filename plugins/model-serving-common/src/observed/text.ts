/** Longest text that is kept of a message, in UTF-16 code units. */
export const LONGEST_MESSAGE = 480;

// What a message of a cluster may carry and nobody needs to see.
const SECRETS: readonly [RegExp, string][] = [
  [/\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, '$1 [redacted]'],
  [/\bhf_[A-Za-z0-9]{8,}/g, '[redacted]'],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, '[redacted]'],
  [
    /([?&](?:x-amz-signature|x-amz-credential|x-amz-security-token|sig|token|access_token|signature)=)[^&\s"']+/gi,
    '$1[redacted]',
  ],
  [/(\w+:\/\/)[^\s/@:]+:[^\s/@]+@/g, '$1[redacted]@'],
];

/** Redacts credentials, then keeps the start and the end of a long text. */
export function cut(text: string, longest: number = LONGEST_MESSAGE): string {
  let clean = text.trim();
  for (const [pattern, replacement] of SECRETS) {
    clean = clean.replace(pattern, replacement);
  }
  if (clean.length <= longest) return clean;
  // The cause of a failure is usually at the end of what a program printed.
  const head = Math.floor(longest / 3);
  return `${clean.slice(0, head)} … ${clean.slice(head + 3 - longest)}`;
}
