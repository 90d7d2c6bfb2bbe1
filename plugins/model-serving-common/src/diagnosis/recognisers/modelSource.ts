import type { Recogniser } from '../recogniser';

const CHECK_ADDRESS =
  'Check the address of the model, its name and its revision.';

/** The model cannot be had from where it is; most telling first. */
export const MODEL_SOURCE: readonly Recogniser[] = [
  {
    name: 'disk-full',
    source: 'errno ENOSPC, and huggingface_hub file_download.py',
    reason: 'ModelDownloadFailed',
    pattern:
      /No space left on device(?!.*\/dev\/shm)|Errno 28\b|Not enough free disk space to download|disk (?:is )?full|disk quota exceeded/i,
    conclude: () => ({
      problem: 'the disk is full',
      advice:
        'Give the service more disk (ephemeral storage or a larger volume), or choose a smaller variant.',
    }),
  },
  {
    name: 'hub-gated',
    source:
      'huggingface_hub GatedRepoError (401 without, 403 with a token); transformers issue 31367',
    reason: 'ModelDownloadFailed',
    pattern:
      /gated repo|GatedRepoError|is restricted(?:\.| and you are not in the authorized list)|awaiting a review|accept the (?:conditions|license|terms)|\bgated\b/i,
    conclude: ({ input }) => ({
      problem: /must (?:have access to it and )?be authenticated|\b401\b/.test(
        input,
      )
        ? 'the model is gated, and no access token was given for it'
        : 'the model is gated and the access token may not read it',
      advice:
        'Accept the licence of the model on its hub with the account of the token, and check that the service has that token (HF_TOKEN).',
    }),
  },
  {
    name: 'hub-revision',
    source: 'huggingface_hub RevisionNotFoundError',
    reason: 'ModelDownloadFailed',
    pattern: /RevisionNotFoundError|Revision Not Found for url|Invalid rev id/i,
    conclude: () => ({
      problem: 'the model is there, but not in this revision',
      advice: 'Check the revision of the model: a commit, tag or branch.',
    }),
  },
  {
    name: 'hub-not-found',
    source:
      'huggingface_hub RepositoryNotFoundError (401 too: the hub hides private models), transformers utils/hub.py',
    reason: 'ModelDownloadFailed',
    pattern:
      /RepositoryNotFoundError|Repository Not Found for url|is not a valid model identifier listed on|is not a local folder and is not a valid model/i,
    conclude: () => ({
      problem: 'the hub has no such model, or it is private',
      advice:
        'Check the name of the model; for a private one, check that the service has a token that may read it (HF_TOKEN).',
    }),
  },
  {
    name: 'ngc-key',
    source: 'NVIDIA NIM; NVIDIA/NemoClaw issue 3333',
    reason: 'ModelDownloadFailed',
    pattern:
      /(?:NGC|NIM|nim_sdk|manifest).*Authentication Error|Authentication Error.*(?:NGC|NIM|manifest)|NGC_API_KEY.*(?:not set|missing|invalid|required)/i,
    conclude: () => ({
      problem: 'the catalogue of NVIDIA (NGC) refuses the key, or has none',
      advice:
        'Check that the service has a valid key of NGC (NGC_API_KEY) that may read this model.',
    }),
  },
  {
    name: 'rate-limit',
    source: 'HTTP 429 of the hub and of object stores',
    reason: 'ModelDownloadFailed',
    pattern:
      /\b429 (?:Client Error|Too Many)|too many requests|SlowDown\b|rate limit/i,
    conclude: () => ({
      problem: 'the source asks to wait (too many requests)',
      advice:
        'It is tried again. Use a token, a mirror or a model cache if it happens often.',
    }),
  },
  {
    name: 'refused',
    source: 'HTTP 401 and 403 of hubs; AccessDenied of S3 and others',
    reason: 'ModelDownloadFailed',
    pattern:
      /\b40[13] (?:Client Error|Unauthorized|Forbidden)|\b(?:HTTP|status|code|error)\D{0,12}40[13]\b|AccessDenied|access ?denied|InvalidAccessKeyId|SignatureDoesNotMatch|NoCredentialsError|Unable to locate credentials|unauthori[sz]ed|\bforbidden\b|invalid.{0,20}credential/i,
    conclude: () => ({
      problem: 'the source refuses access',
      advice:
        'Check the credentials that the service has for the source of the model.',
    }),
  },
  {
    name: 'not-found',
    source: 'HTTP 404; NoSuchBucket and NoSuchKey of S3; KServe storage',
    reason: 'ModelDownloadFailed',
    pattern:
      /\b404 (?:Client Error|Not Found)|\b(?:HTTP|status|code|error)\D{0,12}404\b|EntryNotFoundError|NoSuchBucket|NoSuchKey|no such (?:bucket|key)|Failed to fetch model\. No model found|bucket does not exist|does not exist in (?:bucket|the repository)/i,
    conclude: () => ({
      problem: 'the source does not have it',
      advice: CHECK_ADDRESS,
    }),
  },
  {
    name: 'certificate',
    source: 'OpenSSL by way of Python requests',
    reason: 'ModelDownloadFailed',
    pattern: /CERTIFICATE_VERIFY_FAILED|certificate verify failed|x509:/i,
    conclude: () => ({
      problem: 'the certificate of the source is not trusted',
      advice:
        'Give the service the certificate authority of the source, or use a mirror that it trusts.',
    }),
  },
  {
    name: 'unreachable',
    source:
      'Python requests and urllib3, huggingface_hub LocalEntryNotFoundError, getaddrinfo',
    reason: 'ModelDownloadFailed',
    pattern:
      /no such host|name resolution|Name or service not known|getaddrinfo|Max retries exceeded|LocalEntryNotFoundError|couldn't connect to '?https?:|outgoing traffic has been disabled|connect(?:ion)? timed? ?out|ConnectTimeout|ReadTimeout|connection (?:refused|reset|aborted)|network is unreachable/i,
    conclude: () => ({
      problem: 'the source cannot be reached from the cluster',
      advice:
        'Check that the cluster may reach the source, or use a mirror that it can reach.',
    }),
  },
];
