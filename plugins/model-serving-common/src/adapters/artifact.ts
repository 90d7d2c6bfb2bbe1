import { readArtifactUri } from '../model/artifactUri';

/**
 * The address of what an engine or a downloader was told to serve. Engines
 * take a bare `organisation/name` of the Hugging Face Hub as well.
 *
 * @returns `undefined` for what names no artifact, such as a folder inside a
 * container.
 *
 * @public
 */
export function artifactFromArgument(argument: string): string | undefined {
  const text = argument.trim();
  if (readArtifactUri(text)) return text;
  return /^[\w-][\w.-]*\/[\w.-]+$/.test(text) ? `hf://${text}` : undefined;
}
