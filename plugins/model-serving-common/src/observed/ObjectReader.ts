import { InvalidObjectError } from './InvalidObjectError';
import { parseQuantity } from './quantity';

/**
 * Reads fields of an object from outside and knows where it is, so that an
 * error names the field. Unknown fields are ignored; `null` is the same as
 * absent, since API servers write both.
 *
 * @public
 */
export class ObjectReader {
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly #object: string;

  private constructor(
    value: Readonly<Record<string, unknown>>,
    path: string,
    object: string,
  ) {
    this.#value = value;
    this.#path = path;
    this.#object = object;
  }

  /** Reads a whole object of a Kubernetes API. */
  static create(raw: unknown, kind: string): ObjectReader {
    if (!isRecord(raw)) {
      throw new InvalidObjectError(
        kind,
        '(top)',
        `is ${describe(raw)}, not an object`,
      );
    }
    return new ObjectReader(raw, '', nameOf(raw, kind));
  }

  has(key: string): boolean {
    return present(this.#value[key]);
  }

  keys(): string[] {
    return Object.keys(this.#value).filter(key => this.has(key));
  }

  string(key: string): string {
    return this.optionalString(key) ?? this.#fail(key, 'is missing');
  }

  optionalString(key: string): string | undefined {
    const value = this.#value[key];
    if (!present(value)) return undefined;
    if (typeof value === 'string') return value;
    return this.#fail(key, `is ${describe(value)}, not a string`);
  }

  optionalInteger(key: string): number | undefined {
    const value = this.#value[key];
    if (!present(value)) return undefined;
    if (typeof value === 'number' && Number.isInteger(value)) return value;
    return this.#fail(key, `is ${describe(value)}, not an integer`);
  }

  optionalBoolean(key: string): boolean | undefined {
    const value = this.#value[key];
    if (!present(value)) return undefined;
    if (typeof value === 'boolean') return value;
    return this.#fail(key, `is ${describe(value)}, not a boolean`);
  }

  /** An absent object reads as an empty one. */
  object(key: string): ObjectReader {
    const value = this.#value[key];
    if (!present(value)) return this.#child({}, this.#at(key));
    if (isRecord(value)) return this.#child(value, this.#at(key));
    return this.#fail(key, `is ${describe(value)}, not an object`);
  }

  /** The same object as if it had not the field, which has another shape. */
  without(key: string): ObjectReader {
    const rest = Object.entries(this.#value).filter(([name]) => name !== key);
    return this.#child(Object.fromEntries(rest), this.#path);
  }

  /** An absent list reads as an empty one. */
  list(key: string): ObjectReader[] {
    return this.#array(key).map((item, index) => {
      const path = `${this.#at(key)}[${index}]`;
      if (isRecord(item)) return this.#child(item, path);
      throw new InvalidObjectError(
        this.#object,
        path,
        `is ${describe(item)}, not an object`,
      );
    });
  }

  strings(key: string): string[] {
    return this.#array(key).map((item, index) => {
      if (typeof item === 'string') return item;
      throw new InvalidObjectError(
        this.#object,
        `${this.#at(key)}[${index}]`,
        `is ${describe(item)}, not a string`,
      );
    });
  }

  stringMap(key: string): Record<string, string> {
    const map = this.object(key);
    const result: Record<string, string> = {};
    for (const name of map.keys()) {
      result[name] = map.string(name);
    }
    return result;
  }

  /** Whole numbers of a Kubernetes quantity: `8`, `"8"`, `"1k"`. */
  quantity(key: string): number {
    const value = this.#value[key];
    const parsed =
      typeof value === 'number' ? value : parseQuantity(String(value));
    if (parsed !== undefined && Number.isInteger(parsed) && parsed >= 0) {
      return parsed;
    }
    return this.#fail(
      key,
      `is ${describe(value)}, not a whole number of devices`,
    );
  }

  /**
   * A quantity of bytes or devices, rounded up as the scheduler does;
   * `undefined` when it is absent, negative or no quantity at all.
   */
  optionalQuantity(key: string): number | undefined {
    const amount = this.optionalAmount(key);
    return amount === undefined ? undefined : Math.ceil(amount);
  }

  /**
   * A quantity in its base unit, fractions of a core included; `undefined`
   * when it is absent, negative or no quantity at all.
   */
  optionalAmount(key: string): number | undefined {
    const value = this.#value[key];
    const parsed =
      typeof value === 'string' ? parseQuantity(value) : Number(value ?? NaN);
    return parsed !== undefined && parsed >= 0 && Number.isFinite(parsed)
      ? parsed
      : undefined;
  }

  #array(key: string): readonly unknown[] {
    const value = this.#value[key];
    if (!present(value)) return [];
    if (Array.isArray(value)) return value;
    return this.#fail(key, `is ${describe(value)}, not a list`);
  }

  #child(value: Readonly<Record<string, unknown>>, path: string): ObjectReader {
    return new ObjectReader(value, path, this.#object);
  }

  #at(key: string): string {
    if (/[./]/.test(key)) return `${this.#path}["${key}"]`;
    return this.#path ? `${this.#path}.${key}` : key;
  }

  #fail(key: string, problem: string): never {
    throw new InvalidObjectError(this.#object, this.#at(key), problem);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function present(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'an object';
  return JSON.stringify(value)?.slice(0, 60) ?? String(value);
}

function nameOf(raw: Readonly<Record<string, unknown>>, kind: string): string {
  const metadata = isRecord(raw.metadata) ? raw.metadata : {};
  const { namespace, name } = metadata;
  if (typeof name !== 'string') return kind;
  return typeof namespace === 'string'
    ? `${kind} ${namespace}/${name}`
    : `${kind} ${name}`;
}
