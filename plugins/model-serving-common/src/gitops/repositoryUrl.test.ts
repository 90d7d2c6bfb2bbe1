import { sameRepository } from './repositoryUrl';

const FLEET = 'https://git.example.com/team/fleet.git';

describe('sameRepository', () => {
  it.each([
    ['https://git.example.com/team/fleet', true],
    ['https://bot:secret@Git.Example.com/team/fleet.git/', true],
    ['git@git.example.com:team/fleet.git', true],
    ['ssh://git@git.example.com:22/team/fleet', true],
    ['http://git.example.com/team/fleet', true],
    ['https://git.example.com:8443/team/fleet', false],
    ['https://git.example.com/team/Fleet', false],
    ['https://git.example.com/team/fleet-2', false],
    ['https://other.example.com/team/fleet', false],
  ])('%s: %s', (url, expected) => {
    expect(sameRepository(FLEET, url)).toBe(expected);
  });
});
