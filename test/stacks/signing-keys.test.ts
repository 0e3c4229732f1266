import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { SigningKeys } from '../../lib/constructs/signing-keys.ts';
import { cdkContext, stageFrom } from '../../lib/stage.ts';

type Generations = { current: number; published: number[] };

/** The keys of each kind by their names in the template, the one that signs first; and the template. */
const keysOf = (signingKeys: Generations) => {
  const stack = new Stack(new App(), 'Data');
  const { access, id } = new SigningKeys(stack, 'SigningKeys', { signingKeys, keepsData: true });
  const names = (keys: typeof access) =>
    keys.map((key) => stack.resolve(key.keyArn) as { 'Fn::GetAtt': [string, string] }).map((arn) => arn['Fn::GetAtt'][0]);
  return { access: names(access), id: names(id), resources: Template.fromStack(stack).findResources('AWS::KMS::Key') };
};

describe('the keys that sign tokens, over a change of them', () => {
  const [before, published, changed, after] = [
    keysOf({ current: 1, published: [1] }),
    keysOf({ current: 1, published: [1, 2] }),
    keysOf({ current: 2, published: [1, 2] }),
    keysOf({ current: 2, published: [2] }),
  ];

  it.each(['access', 'id'] as const)('of %s tokens: the next is published second, then signs first, then is alone', (kind) => {
    const [one = '', two = ''] = published[kind];
    expect(one).not.toBe(two);
    expect([before[kind], changed[kind], after[kind]]).toEqual([[one], [two, one], [two]]);
  });

  it('keep their place in the template: no step makes a key anew that is there', () => {
    for (const [name, key] of Object.entries(before.resources)) expect(published.resources[name]).toEqual(key);
    expect(changed.resources).toEqual(published.resources);
    for (const [name, key] of Object.entries(after.resources)) expect(changed.resources[name]).toEqual(key);
    for (const key of Object.values(changed.resources))
      expect(key).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('are never asked to sign unpublished', () => {
    const { settings } = stageFrom(cdkContext(), 'local');
    const wrong = { ...settings, signingKeys: { current: 2, published: [1] } };
    expect(() => stageFrom({ stages: { odd: wrong } }, 'odd')).toThrow('the key that signs must be published');
  });
});
