import { matchesFolder } from './folderPattern';

describe('a pattern of folders', () => {
  it.each([
    ['fleet/chat/*/clusters/*', 'fleet/chat/assistant/clusters/east', true],
    ['./fleet/*/', 'fleet/chat', true],
    ['fleet/*', 'fleet/chat/assistant', false],
    ['fleet/*/clusters/*', 'fleet/chat/assistant/clusters/east', false],
    ['fleet/chat', 'fleet/chat', true],
    ['fleet/chat', 'fleet/chats', false],
    ['fleet/c?at', 'fleet/chat', true],
    ['fleet/c?at', 'fleet/cat', false],
    ['fleet/*-prod', 'fleet/chat-prod', true],
    ['fleet/*-prod', 'fleet/-prod', true],
    ['fleet/*-prod', 'fleet/prod', false],
    ['fleet/a*b*c', 'fleet/a-b-b-c', true],
    ['fleet/a*b*c', 'fleet/a-c-b', false],
    ['fleet/a*ab', 'fleet/ab', false],
    ['fleet/{{.tenant}}/clusters/*', 'fleet/chat/clusters/east', true],
    ['fleet/a.b', 'fleet/axb', false],
    ['fleet/(chat|vision)', 'fleet/chat', false],
  ])('%s for %s: %s', (pattern, folder, expected) => {
    expect(matchesFolder(pattern, folder)).toBe(expected);
  });

  it('is quick about hostile patterns', () => {
    const pattern = `${'*a'.repeat(200)}b`;
    expect(matchesFolder(pattern, 'a'.repeat(2000))).toBe(false);
  });
});
