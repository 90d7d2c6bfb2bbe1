import type { PlainObject } from '../manifests/types';

// The schemas of Kubernetes are megabytes of JSON; what a check needs of them
// is which fields there are and of what type. One definition is
//
//   Name = type
//
// and a type is one of
//
//   text, int, number, bool     a value
//   quantity, intOrText, any    a quantity; a number or a text; anything
//   (A|B)                       one of these texts
//   [type]                      a list
//   [type by name,port]         a list with no two entries of the same name and port
//   <type>                      a mapping of any keys
//   { field type  field! type } a mapping of these fields; with ! one that must be there
//   { ...Name  field type }     one that has the fields of another as well
//   Name                        as it was defined

const TOKEN = /\.\.\.|[{}[\]<>()|!=]|[^\s{}[\]<>()|!=]+/g;
const SIMPLE: Readonly<Record<string, PlainObject>> = {
  text: { type: 'string' },
  int: { type: 'integer' },
  number: { type: 'number' },
  bool: { type: 'boolean' },
  quantity: { oneOf: [{ type: 'string' }, { type: 'number' }] },
  intOrText: { 'x-kubernetes-int-or-string': true },
  any: { 'x-kubernetes-preserve-unknown-fields': true },
};

/** What a mapping has. */
interface Fields {
  readonly properties: Record<string, PlainObject>;
  readonly required: string[];
}

/** Reads definitions one after another. */
class Reader {
  readonly #tokens: readonly string[];
  readonly #definitions = new Map<string, PlainObject>();
  readonly #fields = new Map<string, Fields>();
  #at = 0;

  static create(text: string): Reader {
    return new Reader(text.match(TOKEN) ?? []);
  }

  private constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  definitions(): ReadonlyMap<string, PlainObject> {
    while (this.#at < this.#tokens.length) {
      const name = this.#next();
      this.#expect('=');
      const fields = this.#peek() === '{' ? this.#mapping() : undefined;
      if (fields) {
        this.#fields.set(name, fields);
      }
      this.#definitions.set(name, fields ? objectOf(fields) : this.#type());
    }
    return this.#definitions;
  }

  #type(): PlainObject {
    const token = this.#peek();
    switch (token) {
      case '{':
        return objectOf(this.#mapping());
      case '[':
        return this.#list();
      case '<': {
        this.#next();
        const additionalProperties = this.#type();
        this.#expect('>');
        return { type: 'object', additionalProperties };
      }
      case '(':
        return this.#choice();
      default:
        return (
          SIMPLE[this.#next()] ?? { $ref: `#/components/schemas/${token}` }
        );
    }
  }

  #mapping(): Fields {
    const fields: Fields = { properties: {}, required: [] };
    this.#expect('{');
    while (this.#peek() !== '}') {
      if (this.#peek() === '...') {
        this.#next();
        const base = this.#fields.get(this.#next());
        Object.assign(fields.properties, base?.properties);
        fields.required.push(...(base?.required ?? []));
        continue;
      }
      const name = this.#next();
      if (this.#peek() === '!') {
        this.#next();
        fields.required.push(name);
      }
      fields.properties[name] = this.#type();
    }
    this.#expect('}');
    return fields;
  }

  #list(): PlainObject {
    this.#expect('[');
    const items = this.#type();
    const isKeyed = this.#peek() === 'by';
    if (isKeyed) {
      this.#next();
    }
    const keys = isKeyed ? this.#next().split(',') : [];
    this.#expect(']');
    return {
      type: 'array',
      items,
      ...(keys.length > 0 && {
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': keys,
      }),
    };
  }

  #choice(): PlainObject {
    const values: string[] = [];
    this.#expect('(');
    while (this.#peek() !== ')') {
      const token = this.#next();
      if (token !== '|') {
        values.push(token);
      }
    }
    this.#expect(')');
    return { type: 'string', enum: values };
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) {
      throw new Error('The notation ends in the middle of a definition');
    }
    this.#at += 1;
    return token;
  }

  #expect(token: string): void {
    const found = this.#next();
    if (found !== token) {
      throw new Error(`The notation has '${found}' where '${token}' must be`);
    }
  }
}

/**
 * Reads definitions in our notation as schemas of Kubernetes' OpenAPI v3.
 *
 * @throws Error where the notation is not kept.
 */
export function readNotation(text: string): ReadonlyMap<string, PlainObject> {
  return Reader.create(text).definitions();
}

function objectOf({ properties, required }: Fields): PlainObject {
  return {
    type: 'object',
    properties,
    ...(required.length > 0 && { required }),
  };
}
