/** Whether labels are what a selector asks for. */
export type LabelSelector = (
  labels: Readonly<Record<string, string>>,
) => boolean;

/**
 * Reads a label selector as `kubectl -l` takes it: `app=chat`, `tier!=test`,
 * `app in (a, b)`, `app notin (a)`, `app`, `!app`, joined by commas.
 *
 * @returns `undefined` for what is no selector, and for an empty one, which
 * would select everything.
 */
export function parseLabelSelector(text: string): LabelSelector | undefined {
  // A comma inside of parentheses does not end a requirement.
  const parts = text.split(/,(?![^(]*\))/).map(part => part.trim());
  const requirements: LabelSelector[] = [];
  for (const part of parts) {
    const requirement = parseRequirement(part);
    if (!requirement) return undefined;
    requirements.push(requirement);
  }
  return labels => requirements.every(requirement => requirement(labels));
}

const KEY = String.raw`([A-Za-z0-9][\w./-]*)`;
const EQUALITY = new RegExp(`^${KEY}\\s*(=|==|!=)\\s*([\\w.-]*)$`);
const MEMBERSHIP = new RegExp(`^${KEY}\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const EXISTENCE = new RegExp(`^(!?)\\s*${KEY}$`);

function parseRequirement(text: string): LabelSelector | undefined {
  const [, key = '', operator, value] = EQUALITY.exec(text) ?? [];
  if (operator) {
    return operator === '!='
      ? labels => labels[key] !== value
      : labels => labels[key] === value;
  }
  const [, member = '', inOrNot, list] = MEMBERSHIP.exec(text) ?? [];
  if (inOrNot && list !== undefined) {
    const values = new Set(list.split(',').map(item => item.trim()));
    return inOrNot === 'in'
      ? labels => labels[member] !== undefined && values.has(labels[member])
      : labels => labels[member] === undefined || !values.has(labels[member]);
  }
  const [, not, label] = EXISTENCE.exec(text) ?? [];
  if (label === undefined) return undefined;
  return labels => (labels[label] === undefined) === (not === '!');
}
