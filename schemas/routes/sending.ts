import * as z from 'zod/mini';
import { SendingOrder, SendingState } from '../sending.ts';
import { defineRoute } from './route.ts';

export const sending = {
  readSending: defineRoute({
    method: 'GET',
    path: '/mail/sending',
    summary: 'Savoir si les courriels partent, et selon quels chiffres',
    access: { role: 'administrator' },
    status: 200,
    response: SendingState,
    problems: [],
  }),
  orderSending: defineRoute({
    method: 'PUT',
    path: '/mail/sending',
    summary: 'Arrêter l’envoi des courriels, ou le rendre à la règle automatique',
    access: { role: 'administrator' },
    audit: 'sending.ordered',
    body: z.object({ order: SendingOrder }),
    status: 200,
    response: SendingState,
    problems: [],
  }),
};
