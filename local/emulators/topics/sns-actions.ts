import { randomUUID } from 'node:crypto';
import { escapeXml } from '../s3/s3-error.ts';
import { TextRefused, type TextService } from '../texts/text-service.ts';
import type { Answer } from '../web-service.ts';
import type { MessageAttributes } from './filter-policy.ts';
import { type TopicMessage, TopicNotFound, type Topics } from './topics.ts';

const wrap = (action: string, result: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/xml' },
  body: `<${action}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`,
});

const refuse = (status: number, code: string, message: string): Answer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
});

/** Numbered members of a list: `prefix.1`, `prefix.2`… */
const members = (form: URLSearchParams, prefix: string, first: string): string[] => {
  const found: string[] = [];
  while (form.has(`${prefix}.${found.length + 1}.${first}`)) found.push(`${prefix}.${found.length + 1}`);
  return found;
};

const messageOf = (form: URLSearchParams, prefix = ''): TopicMessage => {
  const attributes: MessageAttributes = {};
  for (const entry of members(form, `${prefix}MessageAttributes.entry`, 'Name')) {
    attributes[form.get(`${entry}.Name`) ?? ''] = {
      DataType: form.get(`${entry}.Value.DataType`) ?? 'String',
      StringValue: form.get(`${entry}.Value.StringValue`) ?? undefined,
    };
  }
  return { message: form.get(`${prefix}Message`) ?? '', subject: form.get(`${prefix}Subject`) ?? undefined, attributes };
};

export interface Sns {
  topics: Topics;
  texts: TextService;
}

/** Aborts when the caller has gone. */
type Gone = AbortSignal;

const answerTexts = async (texts: TextService, form: URLSearchParams, gone: Gone): Promise<Answer> => {
  if (form.get('Action') === 'CheckIfPhoneNumberIsOptedOut')
    return wrap('CheckIfPhoneNumberIsOptedOut', `<isOptedOut>${texts.isOptedOut(form.get('phoneNumber') ?? '')}</isOptedOut>`);
  const { message, attributes } = messageOf(form);
  return wrap(
    'Publish',
    `<MessageId>${await texts.publish({ to: form.get('PhoneNumber') ?? '', text: message, attributes }, gone)}</MessageId>`,
  );
};

/** Publish to a topic or a phone, PublishBatch and CheckIfPhoneNumberIsOptedOut, in the Query protocol. */
export const answerSns = async ({ topics, texts }: Sns, form: URLSearchParams, gone: Gone): Promise<Answer> => {
  const action = form.get('Action') ?? '';
  const topicArn = form.get('TopicArn') ?? '';
  try {
    if (form.has('PhoneNumber') || form.has('phoneNumber')) return await answerTexts(texts, form, gone);
    if (action === 'Publish') return wrap(action, `<MessageId>${topics.publish(topicArn, messageOf(form))}</MessageId>`);
    if (action !== 'PublishBatch') return refuse(400, 'InvalidAction', `The local topics do not support ${action}`);
    const successful = members(form, 'PublishBatchRequestEntries.member', 'Id').map((entry) => {
      const id = topics.publish(topicArn, messageOf(form, `${entry}.`));
      return `<member><Id>${escapeXml(form.get(`${entry}.Id`) ?? '')}</Id><MessageId>${id}</MessageId></member>`;
    });
    return wrap(action, `<Failed/><Successful>${successful.join('')}</Successful>`);
  } catch (error) {
    if (error instanceof TextRefused) return refuse(error.status, error.code, error.message);
    if (error instanceof TopicNotFound) return refuse(404, 'NotFound', error.message);
    throw error;
  }
};
