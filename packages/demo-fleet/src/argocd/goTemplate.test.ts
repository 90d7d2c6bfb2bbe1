import { renderTemplate } from './goTemplate';

const data = {
  path: {
    path: 'fleet/chat/support-chat/clusters/cloud-eu',
    basename: 'cloud-eu',
    segments: ['fleet', 'chat', 'support-chat', 'clusters', 'cloud-eu'],
  },
};

describe('renderTemplate', () => {
  it.each([
    ['plain text', 'plain text'],
    ['{{ .path.basename }}', 'cloud-eu'],
    ['{{.path.path}}/x', 'fleet/chat/support-chat/clusters/cloud-eu/x'],
    [
      '{{ index .path.segments 1 }}-{{ index .path.segments 2 }}',
      'chat-support-chat',
    ],
    [
      '{{ if eq .path.basename "cloud-eu" }}in-cluster{{ else }}{{ .path.basename }}{{ end }}',
      'in-cluster',
    ],
    ['{{ if ne .path.basename "cloud-eu" }}other{{ end }}.', '.'],
  ])('%s', (template, text) => {
    expect(renderTemplate(template, data)).toBe(text);
  });

  it.each([
    ['{{ .path.nothing }}', 'has no value'],
    ['{{ printf "%s" .path.path }}', 'function "printf" is not defined'],
    ['{{ if eq .path.basename "a" }}x', 'has no {{ end }}'],
    ['x{{ end }}', 'unexpected {{ end }}'],
    ['{{ index .path.segments 9 }}', 'has no value'],
  ])('refuses %s', (template, message) => {
    expect(() => renderTemplate(template, data)).toThrow(message);
  });
});
