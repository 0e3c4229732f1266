import { afterEach, describe, expect, it } from 'vitest';
import { actAsStaff } from '../../local/acting.ts';
import type { Template } from '../../local/assembly.ts';
import type { System } from '../../local/system.ts';
import { startTestSystem } from './start.ts';

interface Policy {
  Roles: { Ref: string }[];
  PolicyDocument: { Statement: { Action: string | string[] }[] };
}

/** Takes one action out of every statement of the policy that a function's role has. */
const withoutGrant = (functionName: string, action: string) => (templates: Record<string, Template>) => {
  const own = new RegExp(`^${functionName.replaceAll('-', '')}`);
  const policies = Object.values(templates)
    .flatMap(({ Resources }) => Object.entries(Resources))
    .filter(([id, { Type }]) => Type === 'AWS::IAM::Policy' && own.test(id))
    .map(([, { Properties }]) => Properties as unknown as Policy);
  if (policies.length !== 1) throw new Error(`${policies.length} policies for ${functionName}`);
  for (const { PolicyDocument: document } of policies) {
    document.Statement = document.Statement.map((statement) => ({
      ...statement,
      Action: [statement.Action].flat().filter((granted) => granted !== action),
    })).filter(({ Action }) => Action.length > 0);
  }
};

describe('least privilege', () => {
  let system: System;
  afterEach(() => system.stop());

  it('refuses a function that loses one grant, in AWS’s own words, and its journey fails there', async () => {
    system = await startTestSystem({ alterTemplates: withoutGrant('fiches-api', 'dynamodb:Query') });
    const editor = actAsStaff(system, 'editor');
    await expect(editor.listFiches({ query: { audience: 'particuliers' } })).rejects.toMatchObject({ status: 500, kind: 'unexpected' });
    expect(system.denied).toEqual([
      expect.stringMatching(
        /^User: arn:aws:sts::\d+:assumed-role\/\S+ is not authorized to perform: dynamodb:Query on resource: arn:aws:dynamodb:\S+/,
      ),
    ]);
    await expect(editor.listImports()).rejects.toMatchObject({ status: 500 });
  });

  it('answers the same call when the grant is there', async () => {
    system = await startTestSystem();
    expect(await actAsStaff(system, 'editor').listFiches({ query: { audience: 'particuliers' } })).toEqual({ items: [], next: null });
    expect(system.denied).toEqual([]);
  });
});
