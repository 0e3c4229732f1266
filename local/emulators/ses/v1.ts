import { randomUUID } from 'node:crypto';
import { escapeXml } from '../s3/s3-error.ts';
import type { Answer } from '../web-service.ts';
import type { OutgoingMail } from './mail.ts';
import { SesError } from './post-office.ts';
import { readRawMail } from './raw-mail.ts';
import type { SingleDependencies } from './v2-single.ts';

const xml = (status: number, body: string): Answer => ({ status, headers: { 'content-type': 'text/xml' }, body });

const codes: Partial<Record<SesError['code'], string>> = {
  NotFoundException: 'ConfigurationSetDoesNotExist',
  TooManyRequestsException: 'Throttling',
  BadRequestException: 'InvalidParameterValue',
  InternalServiceErrorException: 'InternalFailure',
};

export const v1Refusal = ({ code, message }: SesError): Answer =>
  xml(
    code === 'InternalServiceErrorException' ? 500 : 400,
    `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${codes[code] ?? code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );

const members = (form: URLSearchParams, name: string): string[] => {
  const found: string[] = [];
  for (let at = 1; form.has(`${name}.member.${at}`); at++) found.push(form.get(`${name}.member.${at}`) ?? '');
  return found;
};

const tagsOf = (form: URLSearchParams): Record<string, string[]> => {
  const tags: Record<string, string[]> = {};
  for (let at = 1; form.has(`Tags.member.${at}.Name`); at++)
    tags[form.get(`Tags.member.${at}.Name`) ?? ''] = [form.get(`Tags.member.${at}.Value`) ?? ''];
  return tags;
};

const simpleMail = (form: URLSearchParams): Omit<OutgoingMail, 'tags'> => ({
  from: form.get('Source') ?? '',
  to: members(form, 'Destination.ToAddresses'),
  cc: members(form, 'Destination.CcAddresses'),
  bcc: members(form, 'Destination.BccAddresses'),
  replyTo: members(form, 'ReplyToAddresses'),
  subject: form.get('Message.Subject.Data') ?? '',
  html: form.get('Message.Body.Html.Data') ?? undefined,
  text: form.get('Message.Body.Text.Data') ?? undefined,
  headers: {},
  attachments: [],
});

const rawMail = async (form: URLSearchParams): Promise<Omit<OutgoingMail, 'tags'>> => {
  const mail = await readRawMail(Buffer.from(form.get('RawMessage.Data') ?? '', 'base64'));
  const destinations = members(form, 'Destinations');
  const source = form.get('Source');
  return { ...mail, ...(source !== null && { from: source }), ...(destinations.length > 0 && { to: destinations, cc: [], bcc: [] }) };
};

const contentOf: Record<string, (form: URLSearchParams) => Omit<OutgoingMail, 'tags'> | Promise<Omit<OutgoingMail, 'tags'>>> = {
  SendEmail: simpleMail,
  SendRawEmail: rawMail,
};

/** SendEmail and SendRawEmail of SES v1, in the Query protocol. */
export const answerV1 = async ({ office, check }: SingleDependencies, form: URLSearchParams): Promise<Answer> => {
  const action = form.get('Action') ?? '';
  const read = contentOf[action];
  if (!read) throw new SesError('BadRequestException', `The local mail service does not support ${action} of SES v1`);
  const configurationSet = form.get('ConfigurationSetName') ?? undefined;
  const mail: OutgoingMail = { ...(await read(form)), tags: tagsOf(form), configurationSet };
  office.checkSender(mail.from, configurationSet);
  check(mail.to[0] ?? '');
  const [id] = office.accept([mail]);
  return xml(
    200,
    `<${action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><${action}Result><MessageId>${id}</MessageId></${action}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`,
  );
};
