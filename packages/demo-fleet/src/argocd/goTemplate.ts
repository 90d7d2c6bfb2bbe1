import { isRecord } from '../objects/json';

type Token = { text: string } | { action: string };

interface Parsed {
  readonly nodes: TemplateNode[];
  readonly end?: 'else' | 'end';
}

type TemplateNode =
  | { kind: 'text'; text: string }
  | { kind: 'value'; expression: string }
  | {
      kind: 'if';
      condition: string;
      then: TemplateNode[];
      otherwise: TemplateNode[];
    };

/**
 * The part of Go's templates that ApplicationSets here use: fields
 * (`.path.basename`), `index`, `eq`, `ne` and `if … else … end`. Anything else
 * is an error that names it, never silently empty text.
 */
export function renderTemplate(template: string, data: unknown): string {
  const tokens = tokenize(template);
  const parsed = parse(tokens);
  if (parsed.end || tokens.length > 0) {
    throw new Error(`unexpected {{ ${parsed.end ?? 'end'} }} in "${template}"`);
  }
  return render(parsed.nodes, data);
}

/** Renders every string within a JSON value. */
export function renderDeep(value: unknown, data: unknown): unknown {
  if (typeof value === 'string') {
    return renderTemplate(value, data);
  }
  if (Array.isArray(value)) {
    return value.map(item => renderDeep(item, data));
  }
  if (isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, renderDeep(item, data)]),
    );
  }
  return value;
}

function tokenize(template: string): Token[] {
  return template
    .split(/(\{\{.*?\}\})/s)
    .filter(part => part !== '')
    .map(part =>
      part.startsWith('{{')
        ? { action: part.slice(2, -2).replace(/^-|-$/g, '').trim() }
        : { text: part },
    );
}

function parse(tokens: Token[]): Parsed {
  const nodes: TemplateNode[] = [];
  for (;;) {
    const token = tokens.shift();
    if (!token) {
      return { nodes };
    }
    if ('text' in token) {
      nodes.push({ kind: 'text', text: token.text });
    } else if (token.action === 'else' || token.action === 'end') {
      return { nodes, end: token.action };
    } else if (token.action.startsWith('if ')) {
      nodes.push(parseIf(token.action.slice(3), tokens));
    } else {
      nodes.push({ kind: 'value', expression: token.action });
    }
  }
}

function parseIf(condition: string, tokens: Token[]): TemplateNode {
  const then = parse(tokens);
  const otherwise = then.end === 'else' ? parse(tokens) : { nodes: [] };
  const closed = then.end === 'else' ? otherwise.end : then.end;
  if (closed !== 'end') {
    throw new Error(`{{ if ${condition} }} has no {{ end }}`);
  }
  return {
    kind: 'if',
    condition,
    then: then.nodes,
    otherwise: otherwise.nodes,
  };
}

function render(nodes: readonly TemplateNode[], data: unknown): string {
  return nodes
    .map(node => {
      switch (node.kind) {
        case 'text':
          return node.text;
        case 'value':
          return textOf(evaluate(node.expression, data), node.expression);
        default:
          return evaluate(node.condition, data)
            ? render(node.then, data)
            : render(node.otherwise, data);
      }
    })
    .join('');
}

function evaluate(expression: string, data: unknown): unknown {
  const words = expression.match(/"[^"]*"|\S+/g) ?? [];
  const [head = '', ...rest] = words;
  if (rest.length === 0) {
    return operand(head, data);
  }
  const [first, ...others] = rest.map(word => operand(word, data));
  switch (head) {
    case 'eq':
      return others.some(other => other === first);
    case 'ne':
      return others.every(other => other !== first);
    case 'index':
      return others.reduce(step, first);
    default:
      throw new Error(
        `function "${head}" is not defined: this Argo CD knows fields, index, eq, ne and if`,
      );
  }
}

function operand(word: string, data: unknown): unknown {
  if (word.startsWith('"')) {
    return word.slice(1, -1);
  }
  if (/^-?\d+$/.test(word)) {
    return Number(word);
  }
  if (word.startsWith('.')) {
    return word
      .split('.')
      .filter(part => part !== '')
      .reduce<unknown>(step, data);
  }
  throw new Error(`"${word}" is not understood in a template`);
}

function step(value: unknown, key: unknown): unknown {
  if (Array.isArray(value) && typeof key === 'number') {
    return value[key];
  }
  return isRecord(value) ? value[String(key)] : undefined;
}

/** As with `missingkey=error`. */
function textOf(value: unknown, expression: string): string {
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new Error(`{{ ${expression} }} has no value`);
  }
  return String(value);
}
