import { describe, expect, it } from 'vitest';
import { decide, type Need, readStatements } from '../../local/iam/policy.ts';

const account = '000000000000';
const table = (name: string) => `arn:aws:dynamodb:eu-west-3:${account}:table/${name}`;
const read: Need = { action: 'dynamodb:GetItem', resource: table('fiches') };
const from = (address: string): Need => ({
  action: 'ses:SendBulkEmail',
  resource: 'arn:aws:ses:eu-west-3:1:identity/a.fr',
  context: { 'ses:fromaddress': [address], 'ses:recipients': ['x@a.fr', 'y@a.fr'] },
});
const statement = (fields: object) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...fields });
const textsAlone = { Effect: 'Allow', Action: 'sns:Publish', NotResource: 'arn:aws:sns:*:*:*' };

describe('identity policies decide as AWS does', () => {
  it.each<[string, object[], Need, boolean]>([
    ['nothing allows', [], read, false],
    ['the action and the resource fit', [statement({ Action: 'dynamodb:GetItem', Resource: table('fiches') })], read, true],
    ['another action', [statement({ Action: ['dynamodb:PutItem', 'dynamodb:Query'] })], read, false],
    ['another resource', [statement({ Resource: table('accounts') })], read, false],
    [
      'a table is not its indexes',
      [statement({ Resource: table('fiches') })],
      { ...read, resource: `${table('fiches')}/index/byTheme` },
      false,
    ],
    ['actions have no case', [statement({ Action: 'DynamoDB:getitem' })], read, true],
    ['resources have one', [statement({ Resource: table('Fiches') })], read, false],
    ['a star in an action', [statement({ Action: 'dynamodb:Get*' })], read, true],
    ['a star in a resource', [statement({ Resource: 'arn:aws:dynamodb:*:*:table/f*s' })], read, true],
    ['a question mark is one character', [statement({ Resource: table('fiche?') })], read, true],
    ['a dot is a dot', [statement({ Resource: table('fiche.') })], read, false],
    ['a deny wins', [statement({}), statement({ Effect: 'Deny', Action: 'dynamodb:GetItem' })], read, false],
    ['a deny of something else', [statement({}), statement({ Effect: 'Deny', Action: 'dynamodb:PutItem' })], read, true],
    ['NotAction', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], read, true],
    ['NotAction names it', [{ Effect: 'Allow', NotAction: 'dynamodb:*', Resource: '*' }], read, false],
    ['NotResource', [{ Effect: 'Allow', Action: '*', NotResource: table('accounts') }], read, true],
    ['NotResource names it', [{ Effect: 'Allow', Action: '*', NotResource: table('f*') }], read, false],
    ['a phone, where every topic is left out', [textsAlone], { action: 'sns:Publish', resource: '*' }, true],
    [
      'a topic, where every topic is left out',
      [textsAlone],
      { action: 'sns:Publish', resource: `arn:aws:sns:eu-west-3:${account}:events` },
      false,
    ],
    ['StringEquals', [statement({ Condition: { StringEquals: { 'ses:FromAddress': ['a@a.fr', 'b@a.fr'] } } })], from('b@a.fr'), true],
    ['StringEquals, other', [statement({ Condition: { StringEquals: { 'ses:FromAddress': 'a@a.fr' } } })], from('b@a.fr'), false],
    ['StringLike', [statement({ Condition: { StringLike: { 'ses:FromAddress': '*@a.fr' } } })], from('b@a.fr'), true],
    ['StringNotEquals', [statement({ Condition: { StringNotEquals: { 'ses:FromAddress': 'a@a.fr' } } })], from('a@a.fr'), false],
    ['a key that the request has not', [statement({ Condition: { StringEquals: { 'ses:FromAddress': 'a@a.fr' } } })], read, false],
    ['… IfExists', [statement({ Condition: { StringEqualsIfExists: { 'ses:FromAddress': 'a@a.fr' } } })], read, true],
    ['… negated', [statement({ Condition: { StringNotLike: { 'ses:FromAddress': '*' } } })], read, true],
    ['Null', [statement({ Condition: { Null: { 'ses:FromAddress': 'true' } } })], read, true],
    ['Null, but there', [statement({ Condition: { Null: { 'ses:FromAddress': 'true' } } })], from('a@a.fr'), false],
    ['ForAllValues', [statement({ Condition: { 'ForAllValues:StringLike': { 'ses:Recipients': '*@a.fr' } } })], from('a@a.fr'), true],
    [
      'ForAllValues, one not',
      [statement({ Condition: { 'ForAllValues:StringLike': { 'ses:Recipients': 'x@*' } } })],
      from('a@a.fr'),
      false,
    ],
    ['ForAnyValue', [statement({ Condition: { 'ForAnyValue:StringLike': { 'ses:Recipients': 'x@*' } } })], from('a@a.fr'), true],
    [
      'every line of a condition',
      [statement({ Condition: { StringLike: { 'ses:FromAddress': '*', 'aws:x': '*' } } })],
      from('a@a.fr'),
      false,
    ],
  ])('%s', (_, statements, need, allowed) => {
    expect(decide(readStatements({ Statement: statements as never }), need).allowed).toBe(allowed);
  });

  it('says why it refuses', () => {
    expect(decide([], read)).toEqual({ allowed: false, why: 'because no identity-based policy allows the dynamodb:GetItem action' });
    expect(decide(readStatements({ Statement: statement({ Effect: 'Deny' }) as never }), read)).toMatchObject({
      why: expect.stringMatching(/explicit deny/),
    });
  });

  it('does not guess at an operator that it does not know', () => {
    const statements = readStatements({ Statement: statement({ Condition: { DateLessThan: { 'aws:CurrentTime': 'x' } } }) as never });
    expect(() => decide(statements, read)).toThrow(/DateLessThan is not evaluated/);
  });
});
