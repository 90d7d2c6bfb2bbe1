import { parseLabelSelector } from './labelSelector';

const LABELS = { app: 'chat', 'team.example.com/tier': 'prod', empty: '' };

describe('parseLabelSelector', () => {
  it.each([
    ['app=chat', true],
    ['app == chat', true],
    ['app=other', false],
    ['app!=other', true],
    ['missing!=x', true],
    ['app in (chat, vision)', true],
    ['app in (vision)', false],
    ['app notin (vision)', true],
    ['missing notin (x)', true],
    ['missing in (x)', false],
    ['app', true],
    ['!app', false],
    ['!missing', true],
    ['empty=', true],
    ['app in (chat,vision),team.example.com/tier=prod', true],
    ['app=chat,team.example.com/tier=test', false],
  ])('%s selects: %s', (text, expected) => {
    expect(parseLabelSelector(text)?.(LABELS)).toBe(expected);
  });

  it.each(['', ' ', 'app=chat,', 'app = a b', 'app in chat', '=chat', '(a)'])(
    'takes "%s" for no selector',
    text => {
      expect(parseLabelSelector(text)).toBeUndefined();
    },
  );
});
