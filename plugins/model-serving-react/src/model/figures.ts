const thousands = [
  { size: 1e12, unit: 'T' },
  { size: 1e9, unit: 'B' },
  { size: 1e6, unit: 'M' },
  { size: 1e3, unit: 'K' },
] as const;

/**
 * A number of parameters as models are named by it: `8.03B`, `137M`.
 *
 * @public
 */
export function formatParameters(parameters: number): string {
  const scale = thousands.find(({ size }) => parameters >= size);
  return scale
    ? `${significant(parameters / scale.size)}${scale.unit}`
    : String(parameters);
}

/**
 * A context length as models are named by it: 131072 tokens are `128K`, 1000
 * are `1,000`.
 *
 * @public
 */
export function formatTokens(tokens: number): string {
  return tokens >= 1024 && tokens % 1024 === 0
    ? `${tokens / 1024}K`
    : tokens.toLocaleString('en-US');
}

/**
 * A size on disk in decimal units, as hubs and registries give it.
 *
 * @public
 */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const power = Math.min(
    units.length - 1,
    Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)),
  );
  return `${significant(bytes / 1000 ** power)} ${units[power]}`;
}

/**
 * Memory of a device in binary units, in which a "80 GB" GPU has its 80.
 *
 * @public
 */
export function formatMemory(bytes: number): string {
  const gibibytes = bytes / 2 ** 30;
  return gibibytes >= 1
    ? `${significant(gibibytes)} GiB`
    : `${significant(bytes / 2 ** 20)} MiB`;
}

function significant(value: number): string {
  return String(Number(value.toPrecision(3)));
}
