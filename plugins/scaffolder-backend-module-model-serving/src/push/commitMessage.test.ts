import { commitMessage, type CommitWords } from './commitMessage';

const words: CommitWords = {
  service: 'support-chat',
  tenant: 'chat',
  isNew: false,
  isGone: false,
  left: [],
  clusters: [],
  person: 'user:default/ana',
  task: '42',
};

describe('commitMessage', () => {
  it('leads back to person, template and task', () => {
    expect(
      commitMessage({ ...words, template: 'template:default/deploy-model' }),
    ).toBe(
      'Change support-chat of chat\n\nRequested-by: user:default/ana\nBackstage-Template: template:default/deploy-model\nBackstage-Task: 42\n',
    );
  });

  it.each([
    [{ isNew: true }, 'Deploy support-chat for chat'],
    [{ left: ['eu', 'us'] }, 'Take support-chat of chat out of eu, us'],
    [{ left: ['eu'], isGone: true }, 'Remove support-chat of chat'],
  ])('says what happens: %j', (change, subject) => {
    expect(commitMessage({ ...words, ...change }).split('\n')[0]).toBe(subject);
  });

  it('takes own words, without control characters', () => {
    expect(
      commitMessage({ ...words, message: ' Own\u0000 \n\nwords\r\n' }),
    ).toBe(
      'Own \n\nwords\n\nRequested-by: user:default/ana\nBackstage-Task: 42\n',
    );
  });
});
