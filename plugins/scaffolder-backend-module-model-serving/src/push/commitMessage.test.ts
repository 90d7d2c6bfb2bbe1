import { commitMessage, type CommitWords } from './commitMessage';

const words: CommitWords = {
  service: 'support-chat',
  tenant: 'chat',
  isNew: false,
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

  it('takes own words, without control characters', () => {
    expect(
      commitMessage({ ...words, message: ' Own\u0000 \n\nwords\r\n' }),
    ).toBe(
      'Own \n\nwords\n\nRequested-by: user:default/ana\nBackstage-Task: 42\n',
    );
  });
});
