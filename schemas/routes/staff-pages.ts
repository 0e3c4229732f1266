import * as z from 'zod/mini';
import { LinkToken } from '../link.ts';
import { NewPassword } from '../password.ts';
import { defineRoute } from './route.ts';

const aPage = { access: 'public', status: 200, media: 'html' } as const;
const params = z.object({ link: LinkToken });
const Html = z.string();

/** Where the link of an invitation to work here leads. */
export const staffPages = {
  showStaffInvitation: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/invitation/{link}',
    summary: 'Page d’une invitation à travailler dans Parvis',
    params,
    response: Html,
    problems: ['link-gone'],
  }),
  acceptStaffInvitation: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/invitation/{link}',
    summary: 'Accepter une invitation en choisissant un mot de passe',
    audit: 'staff.joined',
    params,
    form: z.object({ password: NewPassword }),
    response: Html,
    problems: ['link-gone'],
  }),
};
