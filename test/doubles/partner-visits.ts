import { type aPartner, basicOf } from './partner-services.ts';
import type { SiteVisitor } from './site-visitor.ts';

export type RegisteredPartner = Pick<ReturnType<typeof aPartner>, 'id' | 'returnsTo'> & { secret: string };

/** What a client shows of itself at the token endpoint. */
export interface Proof {
  fields?: Record<string, string>;
  headers?: Record<string, string>;
}

export const bySecret = ({ id, secret }: RegisteredPartner): Proof => ({ headers: basicOf(id, secret) });

/** A partner sends somebody to us: to the question, or back at once. */
export const askFor = (visitor: SiteVisitor, { id, returnsTo: [redirect_uri = ''] }: RegisteredPartner, extra = {}) =>
  visitor.ask({ client_id: id, redirect_uri, scope: 'openid email', ...extra });

/** From the question, if there is one, to the address at which the partner gets its code. */
export const agree = async (
  visitor: SiteVisitor,
  partner: RegisteredPartner,
  { choice = 'accept', ...extra }: Record<string, string> = {},
) => {
  const page = await askFor(visitor, partner, extra);
  if (page.location) return page;
  const { location } = await visitor.browser.open(page.address.href, { form: { choice } });
  return visitor.browser.follow(location ?? '', partner.returnsTo[0]);
};

/** A partner takes its tokens. */
export const exchange = async (
  visitor: SiteVisitor,
  { id, returnsTo: [redirect_uri = ''] }: RegisteredPartner,
  code: string,
  { fields, headers = {} }: Proof,
) => {
  const reply = await visitor.token({ client_id: id, redirect_uri, grant_type: 'authorization_code', code, ...fields }, headers);
  return { status: reply.status, ...((await reply.json()) as { error?: string; access_token: string; id_token: string }) };
};

/** From the button of a partner that has a secret to its tokens. */
export const comeIn = async (visitor: SiteVisitor, partner: RegisteredPartner, extra: Record<string, string> = {}) =>
  exchange(visitor, partner, visitor.codeOf(await agree(visitor, partner, extra)), bySecret(partner));
