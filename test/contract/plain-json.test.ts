import { Readable } from 'node:stream';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { SESv2Client, SendBulkEmailCommand, TooManyRequestsException } from '@aws-sdk/client-sesv2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlainAwsJson, PlainRestJson } from '../../functions/shared/store/plain-json.ts';

const place = { region: 'eu-west-3', credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, maxAttempts: 1 };

/** Answers every request the same, and keeps the last one. */
const wire = (answer: string, status = 200) => {
  let sent = '';
  const handle = async ({ body }: { body: string | Uint8Array }) => {
    sent = Buffer.from(body as string).toString();
    const headers = { 'content-type': 'application/x-amz-json-1.0' };
    return { response: { statusCode: status, headers, body: Readable.from([Buffer.from(answer)]) } };
  };
  const requestHandler = { handle, metadata: { handlerProtocol: 'http/1.1' } } as unknown as NonNullable<
    DynamoDBClientConfig['requestHandler']
  >;
  return { requestHandler, sent: () => JSON.parse(sent) };
};

const attribute: fc.Arbitrary<AttributeValue> = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }).map((S) => ({ S })),
    fc.integer().map((N) => ({ N: String(N) })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true }),
    fc.uint8Array({ maxLength: 8 }).map((B) => ({ B })),
    fc.array(fc.uint8Array({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }).map((BS) => ({ BS })),
    fc.array(fc.string(), { minLength: 1, maxLength: 3 }).map((SS) => ({ SS })),
    fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })),
    fc.dictionary(fc.constantFrom('B', 'BS', 'name', '"B":{', 'é'), tie('value'), { maxKeys: 3 }).map((M) => ({ M })),
  ),
})).value;
const item = fc.dictionary(fc.constantFrom('pk', 'B', 'BS', 'text', 'TransactItems'), attribute, { minKeys: 1, maxKeys: 4 });

const sentBy = async (Item: Record<string, AttributeValue>, plain: boolean) => {
  const { requestHandler, sent } = wire('{}');
  const client = new DynamoDBClient({ ...place, requestHandler, ...(plain && { protocol: PlainAwsJson }) });
  await client.send(new PutItemCommand({ TableName: 'table', Item, ConditionExpression: undefined }));
  return sent();
};

const readBy = async (answer: string, plain: boolean) => {
  const client = new DynamoDBClient({ ...place, requestHandler: wire(answer).requestHandler, ...(plain && { protocol: PlainAwsJson }) });
  const { Item } = await client.send(new GetItemCommand({ TableName: 'table', Key: { pk: { S: 'x' } } }));
  return Item;
};

describe('plain JSON', () => {
  it('sends to DynamoDB what the SDK would send, bytes among it or not', async () => {
    await fc.assert(
      fc.asyncProperty(item, async (Item) => {
        expect(await sentBy(Item, true)).toEqual(await sentBy(Item, false));
      }),
    );
  });

  it('reads from DynamoDB what the SDK would read', async () => {
    await fc.assert(
      fc.asyncProperty(item, async (Item) => {
        const answer = JSON.stringify({ Item: (await sentBy(Item, false)).Item });
        expect(await readBy(answer, true)).toEqual(await readBy(answer, false));
      }),
    );
  });

  it('gives a transaction its token, so that a second attempt is known for the same', async () => {
    const { requestHandler, sent } = wire('{}');
    const client = new DynamoDBClient({ ...place, requestHandler, protocol: PlainAwsJson });
    const write = { TransactItems: [{ Delete: { TableName: 'table', Key: { pk: { S: 'x' } } } }] };
    await client.send(new TransactWriteItemsCommand(write));
    expect(sent().ClientRequestToken).toMatch(/^[0-9a-f-]{36}$/);
    await client.send(new TransactWriteItemsCommand({ ...write, ClientRequestToken: 'ours' }));
    expect(sent().ClientRequestToken).toBe('ours');
  });

  it('throws the errors that the SDK throws', async () => {
    const refused = wire(
      JSON.stringify({ __type: 'com.amazonaws.dynamodb#ConditionalCheckFailedException', Item: { pk: { S: 'x' } } }),
      400,
    );
    const client = new DynamoDBClient({ ...place, requestHandler: refused.requestHandler, protocol: PlainAwsJson });
    const error = await client.send(new PutItemCommand({ TableName: 'table', Item: {} })).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error).toMatchObject({ Item: { pk: { S: 'x' } } });
  });

  it('sends to SES what the SDK would send, and reads fates and errors', async () => {
    const command = new SendBulkEmailCommand({
      FromEmailAddress: 'Parvis <alertes@parvis.example>',
      DefaultContent: { Template: { TemplateContent: { Subject: 'Été', Html: '<p>"B":{</p>', Text: undefined }, TemplateData: '{}' } },
      BulkEmailEntries: [{ Destination: { ToAddresses: ['léa@exemple.fr'] }, ReplacementTags: [{ Name: 'chunk', Value: '1' }] }],
    });
    const send = async (plain: boolean, answer: ReturnType<typeof wire>) => {
      const client = new SESv2Client({
        ...place,
        requestHandler: answer.requestHandler,
        ...(plain && { protocol: PlainRestJson }),
      });
      const { BulkEmailEntryResults } = await client.send(command);
      return { sent: answer.sent(), BulkEmailEntryResults };
    };
    const answer = JSON.stringify({ BulkEmailEntryResults: [{ Status: 'SUCCESS', MessageId: 'm-1' }] });
    expect(await send(true, wire(answer))).toEqual(await send(false, wire(answer)));
    await expect(send(true, wire(JSON.stringify({ __type: 'TooManyRequestsException' }), 429))).rejects.toBeInstanceOf(
      TooManyRequestsException,
    );
  });
});
